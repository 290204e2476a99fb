import { Server, ServerCredentials, type UntypedServiceImplementation } from "@grpc/grpc-js";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";

/** The engine's own limit: sdk/go/common/util/rpcutil/serve.go in pulumi/pulumi. A set of 20,000 covers has some MB. */
const maxMessageBytes = 400 * 1024 * 1024;

/** A server that listens. */
export interface PluginServer {
  port: number;
  /** Ends all connections. */
  close(): void;
}

/** Serves the provider on a free port of loopback. */
export async function serve(service: UntypedServiceImplementation): Promise<PluginServer> {
  const server = new Server({
    "grpc.max_receive_message_length": maxMessageBytes,
    "grpc.max_send_message_length": maxMessageBytes,
  });
  server.addService(ResourceProviderService, service);
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, bound) => {
      if (error === null) resolve(bound);
      else reject(error);
    });
  });
  return { port, close: () => server.forceShutdown() };
}
