/** A gRPC server on loopback. */

import grpc from "@grpc/grpc-js";

/** A handler of one unary method. */
export type Handler<Request, Response> = (request: Request) => Response | Promise<Response>;

/** The call is refused because the operation is over; the SDK then leaves without another word. */
export class Unavailable extends Error {
  override readonly name = "Unavailable";
}

/** A server that listens. */
export interface GrpcServer {
  address: string;
  addService(definition: grpc.ServiceDefinition, implementation: grpc.UntypedServiceImplementation): void;
  stop(): void;
}

/** Turns a handler into a method of a gRPC service. */
export function method<Request, Response>(
  handler: Handler<Request, Response>,
): grpc.handleUnaryCall<Request, Response> {
  return ({ request }, callback) => void answer(handler, request, callback);
}

async function answer<Request, Response>(
  handler: Handler<Request, Response>,
  request: Request,
  callback: grpc.sendUnaryData<Response>,
): Promise<void> {
  let response: Response;
  try {
    response = await handler(request);
  } catch (error) {
    const code = error instanceof Unavailable ? grpc.status.UNAVAILABLE : grpc.status.UNKNOWN;
    callback({ code, details: error instanceof Error ? error.message : String(error) });
    return;
  }
  callback(null, response);
}

/**
 * Ports that this process has had. Clients of one process share a connection by its address: where one waits to connect again
 * to a server that is gone, the first call to the next server on that port would fail at once.
 */
const hadPorts = new Set<number>();

/** Listens on a free port of loopback. Services may be added later; what they lack answers "unimplemented". */
export async function listen(): Promise<GrpcServer> {
  const server = new grpc.Server({ "grpc.max_receive_message_length": 400 * 1024 * 1024 });
  const port = await bind(server);
  if (hadPorts.has(port)) {
    server.forceShutdown();
    return listen();
  }
  hadPorts.add(port);
  return {
    address: `127.0.0.1:${port}`,
    addService: (definition, implementation) => server.addService(definition, implementation),
    stop: () => server.forceShutdown(),
  };
}

function bind(server: grpc.Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) => {
      if (error === null) resolve(port);
      else reject(error);
    });
  });
}
