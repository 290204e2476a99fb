/** Preview, up, refresh and destroy on the test engine. */

import grpcEngine from "@pulumi/pulumi/proto/engine_grpc_pb.js";
import { deleteResources } from "./deletes.ts";
import { Deployment } from "./deployment.ts";
import { Diagnostics } from "./diagnostics.ts";
import { engineService } from "./engineService.ts";
import { type GrpcServer, listen } from "./grpcServer.ts";
import { workingDirectoryOf } from "./programFolder.ts";
import { ProviderRegistry } from "./providerRegistry.ts";
import { refreshStep } from "./refreshStep.ts";
import { renderText } from "./renderText.ts";
import type { Config, Runtime } from "./runtime.ts";
import { Snapshot } from "./snapshot.ts";
import type { Checkpoint, OperationOptions, RunResult, StackOptions } from "./stack.ts";
import { update } from "./update.ts";
import { isStackType } from "./urn.ts";

/** The four operations. */
export type OperationKind = "preview" | "up" | "refresh" | "destroy";

/** A stack and what to do with it. */
export interface OperationRequest {
  kind: OperationKind;
  runtime: Runtime;
  stack: StackOptions & { stackName: string; parallel: number };
  config: Config;
  checkpoint: Checkpoint;
  options: OperationOptions;
  /** Called with the state after every step; never in a preview. */
  save: (checkpoint: Checkpoint) => void;
}

/** Runs one operation. Every process that it starts is gone when it resolves or rejects. */
export async function runOperation(request: OperationRequest): Promise<RunResult> {
  const server = await listen();
  const deployment = newDeployment(request, server);
  server.addService(
    grpcEngine.EngineService,
    engineService(deployment.diagnostics, () => deployment.fail()),
  );
  await request.runtime.around(request.stack, deployment.diagnostics, async () => {
    try {
      await perform(request, deployment, server);
      deployment.finish();
    } finally {
      server.stop();
      await deployment.providers.stop();
    }
  });
  return resultOf(request.kind, deployment);
}

function newDeployment(request: OperationRequest, server: GrpcServer): Deployment {
  const { kind, runtime, stack, config, checkpoint, options, save } = request;
  const preview = kind === "preview";
  const secrets = [...config.values()].filter(({ secret }) => secret).map(({ value }) => value);
  const diagnostics = new Diagnostics(secrets, options.onDiagnostic);
  const providers = new ProviderRegistry(
    runtime,
    {
      programDir: workingDirectoryOf(stack.programDir, stack.main).cwd,
      projectName: stack.projectName,
      env: stack.env ?? {},
      engineAddress: server.address,
      configureDelayMs: stack.configureDelayMs ?? 0,
      deadlineMs: stack.deadlineMs,
      diagnostics,
      onStarted: options.onProviderStarted,
    },
    stack,
  );
  if (!preview && checkpoint.pendingOperations.length > 0) {
    diagnostics.add("warning", pendingOperationsWarning(checkpoint));
  }
  const snapshot = new Snapshot(checkpoint, preview ? () => undefined : save);
  return new Deployment({
    preview,
    parallel: options.parallel ?? stack.parallel,
    snapshot,
    providers,
    diagnostics,
  });
}

function pendingOperationsWarning({ pendingOperations }: Checkpoint): string {
  const operations = pendingOperations.map(({ type, urn }) => `  * ${urn}, interrupted while ${type}`);
  return ["An earlier run was interrupted; nobody knows how these operations ended:", ...operations].join(
    "\n",
  );
}

async function perform(request: OperationRequest, deployment: Deployment, server: GrpcServer): Promise<void> {
  const resources = [...deployment.snapshot.resources];
  switch (request.kind) {
    case "preview":
    case "up":
      return update(deployment, request, server);
    case "refresh":
      await Promise.allSettled(
        resources.map((state) => deployment.execute([refreshStep(deployment, state)])),
      );
      return undefined;
    case "destroy":
      return deleteResources(deployment, resources);
  }
}

function resultOf(kind: OperationKind, deployment: Deployment): RunResult {
  const stack = deployment.snapshot.resources.find((state) => isStackType(state.type));
  const result = {
    succeeded: !deployment.failed,
    steps: deployment.steps,
    changes: deployment.changes,
    outputs: structuredClone(stack?.outputs ?? {}),
    diagnostics: deployment.diagnostics.all,
  };
  return { ...result, text: renderText(kind, result) };
}
