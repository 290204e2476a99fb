/** The resource monitor's gRPC service: decodes requests, encodes answers. */

import type grpc from "@grpc/grpc-js";
import emptyPb from "google-protobuf/google/protobuf/empty_pb.js";
import resourcePb from "@pulumi/pulumi/proto/resource_pb.js";
import { goalOf, plainGoal, stateOf } from "./goal.ts";
import { method } from "./grpcServer.ts";
import { containsUnknowns } from "./properties.ts";
import type { ResourceMonitor } from "./resourceMonitor.ts";
import type { PropertyMap, ResourceState } from "./stack.ts";
import { fromStruct, toStruct } from "./structs.ts";
import { urnOf } from "./urn.ts";

const supportedFeatures = [
  resourcePb.ResourceMonitorFeature.RESOURCE_MONITOR_FEATURE_SECRETS,
  resourcePb.ResourceMonitorFeature.RESOURCE_MONITOR_FEATURE_ALIAS_SPECS,
  resourcePb.ResourceMonitorFeature.RESOURCE_MONITOR_FEATURE_DELETED_WITH,
];

/** Handles what a program says to the monitor. */
export function monitorService(
  monitor: ResourceMonitor,
  stack: { stackName: string; projectName: string },
): grpc.UntypedServiceImplementation {
  return {
    getDeploymentInfo: method(() => {
      const info = new resourcePb.DeploymentInfo();
      info.setSupportedfeaturesList(supportedFeatures);
      return info;
    }),
    registerResource: method(async (request: resourcePb.RegisterResourceRequest) => {
      const state = await monitor.register(goalOf(request, stack));
      const response = new resourcePb.RegisterResourceResponse();
      response.setUrn(state.urn);
      if (state.id !== undefined) response.setId(state.id);
      const outputs = state.custom ? state.outputs : {};
      response.setObject(toStruct(request.getSupportspartialvalues() ? outputs : knownOf(outputs)));
      return response;
    }),
    readResource: method(async (request: resourcePb.ReadResourceRequest) => {
      const state = await monitor.read(readStateOf(request, stack));
      const response = new resourcePb.ReadResourceResponse();
      response.setUrn(state.urn);
      response.setProperties(toStruct(state.outputs));
      return response;
    }),
    registerResourceOutputs: method((request: resourcePb.RegisterResourceOutputsRequest) => {
      monitor.registerOutputs(request.getUrn(), fromStruct(request.getOutputs()));
      return new emptyPb.Empty();
    }),
    signalAndWaitForShutdown: method(() => new emptyPb.Empty()),
  };
}

function readStateOf(
  request: resourcePb.ReadResourceRequest,
  stack: { stackName: string; projectName: string },
): ResourceState {
  const urn = urnOf({
    ...stack,
    parent: request.getParent(),
    type: request.getType(),
    name: request.getName(),
  });
  const goal = {
    ...plainGoal(urn, fromStruct(request.getProperties()), true),
    parent: request.getParent(),
    provider: request.getProvider(),
    dependencies: request.getDependenciesList(),
    additionalSecretOutputs: request.getAdditionalsecretoutputsList(),
  };
  return { ...stateOf(goal), id: request.getId(), external: true };
}

function knownOf(outputs: PropertyMap): PropertyMap {
  return Object.fromEntries(Object.entries(outputs).filter(([, value]) => !containsUnknowns(value)));
}
