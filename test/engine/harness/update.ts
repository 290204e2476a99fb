/** Preview and up: run the program, then delete what it no longer mentions. */

import grpcResource from "@pulumi/pulumi/proto/resource_grpc_pb.js";
import { deleteResources } from "./deletes.ts";
import type { Deployment } from "./deployment.ts";
import type { GrpcServer } from "./grpcServer.ts";
import { monitorService } from "./monitorService.ts";
import type { OperationRequest } from "./operation.ts";
import { secretOf } from "./properties.ts";
import type { Config } from "./runtime.ts";
import { ResourceMonitor } from "./resourceMonitor.ts";
import type { PropertyMap } from "./stack.ts";
import { StepGenerator } from "./stepGenerator.ts";

/** Brings the stack to what its program wants. */
export async function update(
  deployment: Deployment,
  request: OperationRequest,
  server: GrpcServer,
): Promise<void> {
  const { runtime, stack, config, options } = request;
  const generator = new StepGenerator(deployment, options.replace);
  const monitor = new ResourceMonitor({
    deployment,
    generator,
    stackName: stack.stackName,
    projectName: stack.projectName,
    config: propertiesOf(config),
    plugins: Object.keys(stack.plugins ?? {}),
  });
  server.addService(grpcResource.ResourceMonitorService, monitorService(monitor, stack));

  const program = await runtime.runProgram({
    ...stack,
    env: stack.env ?? {},
    config,
    preview: deployment.preview,
    engineAddress: server.address,
    diagnostics: deployment.diagnostics,
  });
  await monitor.idle();
  if (program.error !== undefined && !deployment.failed) deployment.error(program.error);
  if (!program.succeeded) deployment.fail();
  if (!deployment.failed) await deleteGone(deployment, generator);
  monitor.finishStack();
}

/** Deletes what was replaced and what the program has not registered. */
async function deleteGone(deployment: Deployment, generator: StepGenerator): Promise<void> {
  const gone = deployment.snapshot.resources.filter(
    (state) => state.delete === true || !generator.seen.has(state.urn),
  );
  await deleteResources(deployment, gone);
}

function propertiesOf(config: Config): PropertyMap {
  return Object.fromEntries(
    [...config].map(([key, { value, secret }]) => [key, secret ? secretOf(value) : value]),
  );
}
