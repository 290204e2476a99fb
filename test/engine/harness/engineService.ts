/** The engine's own service: messages, and the root resource. */

import type grpc from "@grpc/grpc-js";
import emptyPb from "google-protobuf/google/protobuf/empty_pb.js";
import enginePb from "@pulumi/pulumi/proto/engine_pb.js";
import type { Diagnostics } from "./diagnostics.ts";
import { method } from "./grpcServer.ts";
import type { Severity } from "./stack.ts";

const severities: readonly Severity[] = ["debug", "info", "warning", "error"];

/** Handles what programs and providers say to the engine. `onError` hears of errors that a program logs. */
export function engineService(
  diagnostics: Diagnostics,
  onError: () => void,
): grpc.UntypedServiceImplementation {
  let rootUrn = "";
  return {
    log: method((request: enginePb.LogRequest) => {
      const severity = severities[request.getSeverity()] ?? "info";
      // Ephemeral messages replace one another on a terminal; what is left of them is nothing.
      if (!request.getEphemeral()) diagnostics.add(severity, request.getMessage(), request.getUrn());
      if (severity === "error") onError();
      return new emptyPb.Empty();
    }),
    getRootResource: method(() => {
      const response = new enginePb.GetRootResourceResponse();
      response.setUrn(rootUrn);
      return response;
    }),
    setRootResource: method((request: enginePb.SetRootResourceRequest) => {
      rootUrn = request.getUrn();
      return new enginePb.SetRootResourceResponse();
    }),
    requirePulumiVersion: method(() => new enginePb.RequirePulumiVersionResponse()),
  };
}
