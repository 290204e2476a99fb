/** Resources that a test makes up, as a provider plugin that the real CLI attaches to. */

import emptyPb from "google-protobuf/google/protobuf/empty_pb.js";
import grpcServices from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import pluginPb from "@pulumi/pulumi/proto/plugin_pb.js";
import providerPb from "@pulumi/pulumi/proto/provider_pb.js";
import { listen, method } from "../engine/harness/grpcServer.ts";
import { packageOf } from "../engine/harness/providerRegistry.ts";
import type { ResourceProvider } from "../engine/harness/resourceProvider.ts";
import { standInFor } from "../engine/harness/standIn.ts";
import type { OtherProvider } from "../engine/harness/stack.ts";
import { fromStruct, toStruct } from "../engine/harness/structs.ts";
import { typeOf } from "../engine/harness/urn.ts";

/** Plugins that listen in this process. */
export interface StandInPlugins {
  /** For `PULUMI_DEBUG_PROVIDERS`: the engine then attaches, instead of looking for plugins. */
  attachTo: string;
  stop(): void;
}

/** Serves stand-ins, one plugin for each package. */
export async function openStandInPlugins(others: Record<string, OtherProvider>): Promise<StandInPlugins> {
  const packages = [...new Set(Object.keys(others).map(packageOf))];
  const server = await listen();
  server.addService(grpcServices.ResourceProviderService, serviceOf(others));
  const port = server.address.split(":")[1];
  return {
    attachTo: packages.map((name) => `${name}:${port}`).join(),
    stop: () => server.stop(),
  };
}

function serviceOf(others: Record<string, OtherProvider>) {
  const providerOf = (urn: string): ResourceProvider => {
    const other = others[typeOf(urn)];
    if (other === undefined)
      throw new Error(`there is no stand-in for '${typeOf(urn)}': name it in otherProviders`);
    return standInFor(other);
  };
  const nothing = method(() => new emptyPb.Empty());
  return {
    attach: nothing,
    cancel: nothing,
    getPluginInfo: method(() => {
      const info = new pluginPb.PluginInfo();
      // Newer than whatever the program asks for, which would be a warning.
      info.setVersion("999.0.0");
      return info;
    }),
    checkConfig: method((request: providerPb.CheckRequest) => {
      const response = new providerPb.CheckResponse();
      response.setInputs(request.getNews());
      return response;
    }),
    diffConfig: method(() => new providerPb.DiffResponse()),
    configure: method(() => {
      const response = new providerPb.ConfigureResponse();
      response.setAcceptsecrets(true);
      response.setSupportspreview(true);
      return response;
    }),
    check: method(async (request: providerPb.CheckRequest) => {
      const response = new providerPb.CheckResponse();
      response.setInputs(request.getNews());
      return response;
    }),
    diff: method(async (request: providerPb.DiffRequest) => {
      const { changes, replaces } = await providerOf(request.getUrn()).diff({
        urn: request.getUrn(),
        id: request.getId(),
        oldInputs: fromStruct(request.getOldInputs()),
        oldOutputs: fromStruct(request.getOlds()),
        newInputs: fromStruct(request.getNews()),
      });
      const response = new providerPb.DiffResponse();
      const { DIFF_NONE, DIFF_SOME } = providerPb.DiffResponse.DiffChanges;
      response.setChanges(changes === "none" ? DIFF_NONE : DIFF_SOME);
      response.setReplacesList(replaces);
      return response;
    }),
    create: method(async (request: providerPb.CreateRequest) => {
      const { id, outputs } = await providerOf(request.getUrn()).create({
        urn: request.getUrn(),
        inputs: fromStruct(request.getProperties()),
        preview: request.getPreview(),
      });
      const response = new providerPb.CreateResponse();
      response.setId(id);
      response.setProperties(toStruct(outputs));
      return response;
    }),
    update: method(async (request: providerPb.UpdateRequest) => {
      const outputs = await providerOf(request.getUrn()).update({
        urn: request.getUrn(),
        id: request.getId(),
        inputs: fromStruct(request.getNews()),
        oldOutputs: fromStruct(request.getOlds()),
        preview: request.getPreview(),
      });
      const response = new providerPb.UpdateResponse();
      response.setProperties(toStruct(outputs));
      return response;
    }),
    read: method((request: providerPb.ReadRequest) => {
      const response = new providerPb.ReadResponse();
      response.setId(request.getId());
      response.setProperties(request.getProperties());
      response.setInputs(request.getInputs());
      return response;
    }),
    delete: method(async (request: providerPb.DeleteRequest) => {
      const outputs = fromStruct(request.getProperties());
      const instance = { urn: request.getUrn(), id: request.getId(), inputs: {}, outputs };
      await providerOf(request.getUrn()).delete(instance);
      return new emptyPb.Empty();
    }),
  };
}
