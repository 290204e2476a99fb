import {
  Metadata,
  type ServerErrorResponse,
  type handleUnaryCall,
  type sendUnaryData,
  status,
} from "@grpc/grpc-js";
import { ErrorResourceInitFailed } from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import { Any } from "google-protobuf/google/protobuf/any_pb";
import { inOwnWords } from "./words";
import type { Struct } from "google-protobuf/google/protobuf/struct_pb";

/** The resource exists and is recorded, but a part of the work on it failed. */
export class PartialFailure extends Error {
  override readonly name = "PartialFailure";

  /** @param outputs What is recorded. */
  constructor(
    readonly id: string,
    readonly outputs: Struct,
    message: string,
  ) {
    super(message);
  }
}

/** Turns an asynchronous function into a method of a gRPC service. Whatever it throws becomes the answer. */
export function unary<Request, Response>(
  answer: (request: Request) => Response | Promise<Response>,
): handleUnaryCall<Request, Response> {
  return ({ request }, callback) => void respond(answer, request, callback);
}

async function respond<Request, Response>(
  answer: (request: Request) => Response | Promise<Response>,
  request: Request,
  callback: sendUnaryData<Response>,
): Promise<void> {
  let response: Response;
  try {
    response = await answer(request);
  } catch (error) {
    return callback(errorResponse(error));
  }
  return callback(null, response);
}

function errorResponse(error: unknown): Partial<ServerErrorResponse> {
  if (error instanceof PartialFailure) return initFailed(error);
  const message = error instanceof Error ? error.message : String(error);
  return { code: status.UNKNOWN, details: inOwnWords(message) };
}

/** How the engine learns of a partial failure: sdk/go/common/resource/plugin/provider_plugin.go in pulumi/pulumi, `parseError`. */
function initFailed({ id, outputs, message }: PartialFailure): Partial<ServerErrorResponse> {
  const failure = new ErrorResourceInitFailed();
  failure.setId(id);
  failure.setProperties(outputs);
  failure.setReasonsList([inOwnWords(message)]);
  const detail = new Any();
  detail.pack(failure.serializeBinary(), "pulumirpc.ErrorResourceInitFailed");
  const whole = new Status();
  whole.setCode(status.UNKNOWN);
  whole.addDetails(detail);
  const metadata = new Metadata();
  metadata.set("grpc-status-details-bin", Buffer.from(whole.serializeBinary()));
  return { code: status.UNKNOWN, details: "resource init failed", metadata };
}
