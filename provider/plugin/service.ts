import type { UntypedServiceImplementation } from "@grpc/grpc-js";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import { GetSchemaResponse, ProviderHandshakeResponse } from "@pulumi/pulumi/proto/provider_pb";
import type { Host } from "../host/host";
import type { EngineLog } from "../host/engineLog";
import { CancelledError } from "../lifecycle/cancelled";
import { version } from "../mps/version";
import { checkConfig, configure, diffConfig } from "./configuration";
import { invoke } from "./functions";
import { kindsOf } from "./kinds";
import { ResourceCalls } from "./resources";
import schema from "./schema.json";
import { unary } from "./unary";

/**
 * Door 2, the packaged provider: the methods of the gRPC service `pulumirpc.ResourceProvider` on a host. Methods that are
 * not here answer "unimplemented": https://github.com/pulumi/pulumi/blob/master/proto/pulumi/provider.proto
 */
export function createService(host: Host, log: Pick<EngineLog, "about">): UntypedServiceImplementation {
  const cancellation = new AbortController();
  const resources = new ResourceCalls({
    kinds: kindsOf(host),
    contextOf: (urn) => ({ log: log.about(urn), cancelled: cancellation.signal }),
  });
  return {
    handshake: unary(() => {
      const response = new ProviderHandshakeResponse();
      response.setAcceptSecrets(true);
      return response;
    }),
    // An engine that did not start this process tells its address here; otherwise it was an argument.
    attach: unary(() => new Empty()),
    getPluginInfo: unary(() => {
      const info = new PluginInfo();
      info.setVersion(version);
      return info;
    }),
    getSchema: unary(() => {
      const response = new GetSchemaResponse();
      response.setSchema(JSON.stringify({ ...schema, version }));
      return response;
    }),
    checkConfig: unary(checkConfig),
    diffConfig: unary(diffConfig),
    configure: unary((request) => configure(request, (getConfig) => host.configure(getConfig))),
    invoke: unary((request) => invoke(request, host, { cancelled: cancellation.signal })),
    check: unary((request) => resources.check(request)),
    diff: unary((request) => resources.diff(request)),
    create: unary((request) => resources.create(request)),
    read: unary((request) => resources.read(request)),
    update: unary((request) => resources.update(request)),
    delete: unary((request) => resources.delete(request)),
    cancel: unary(() => {
      cancellation.abort(new CancelledError());
      return new Empty();
    }),
  };
}
