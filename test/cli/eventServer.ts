/** Receives the CLI's events while an operation runs. */

import type grpc from "@grpc/grpc-js";
import emptyPb from "google-protobuf/google/protobuf/empty_pb.js";
import grpcEvents from "@pulumi/pulumi/proto/events_grpc_pb.js";
import type eventsPb from "@pulumi/pulumi/proto/events_pb.js";
import { type GrpcServer, listen } from "../engine/harness/grpcServer.ts";

/** A server for `--event-log tcp://<address>`. */
export interface EventServer extends Pick<GrpcServer, "address" | "stop"> {
  /**
   * To be asked when the CLI has ended: resolves when its last event was read, at once where it came to none; rejects with
   * what `onEvent` threw.
   */
  ended: () => Promise<void>;
}

/** Listens for one stream of events and hands each on as JSON. */
export async function listenForEvents(onEvent: (json: string) => void): Promise<EventServer> {
  const server = await listen();
  const { promise: ended, resolve, reject } = Promise.withResolvers<void>();
  let begun = false;
  const streamEvents: grpc.handleClientStreamingCall<eventsPb.EventRequest, emptyPb.Empty> = (
    call,
    callback,
  ) => {
    begun = true;
    call.on("data", (request: eventsPb.EventRequest) => {
      try {
        onEvent(request.getEvent());
      } catch (error) {
        reject(error instanceof Error ? error : new Error(String(error)));
      }
    });
    call.on("end", () => {
      callback(null, new emptyPb.Empty());
      resolve();
    });
    // A CLI that is killed breaks the stream; what it has sent is all there is.
    call.on("error", () => resolve());
  };
  server.addService(grpcEvents.EventsService, { streamEvents });
  return { address: server.address, stop: server.stop, ended: async () => (begun ? ended : undefined) };
}
