/** Partial failures: the instance exists, but is not in order. They travel in the trailing metadata of the error. */

import type grpc from "@grpc/grpc-js";
import providerPb from "@pulumi/pulumi/proto/provider_pb.js";
import statusPb from "@pulumi/pulumi/proto/status_pb.js";
import type { Instance } from "./resourceProvider.ts";
import { fromStruct } from "./structs.ts";

const detailsKey = "grpc-status-details-bin";
const initFailedType = "pulumirpc.ErrorResourceInitFailed";

/** Reads the failure out of an error's metadata, if there is one. */
export function initFailureIn(error: grpc.ServiceError): (Instance & { reasons: string[] }) | undefined {
  const [details] = error.metadata.get(detailsKey);
  if (!(details instanceof Uint8Array)) return undefined;
  const detail = statusPb.Status.deserializeBinary(details)
    .getDetailsList()
    .find((any) => any.getTypeName() === initFailedType);
  if (detail === undefined) return undefined;
  const failure = providerPb.ErrorResourceInitFailed.deserializeBinary(detail.getValue_asU8());
  return {
    id: failure.getId(),
    outputs: fromStruct(failure.getProperties()),
    reasons: failure.getReasonsList(),
  };
}
