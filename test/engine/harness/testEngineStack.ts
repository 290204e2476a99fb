/** Opens stacks on the test engine. */

import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { parseCheckpoint } from "./checkpoint.ts";
import { inThisProcess } from "./inProcess/runtime.ts";
import { type OperationKind, runOperation } from "./operation.ts";
import { processes } from "./processes/runtime.ts";
import type { Runtime } from "./runtime.ts";
import type { Checkpoint, OpenStack, OperationOptions, Stack, StackOptions } from "./stack.ts";

/**
 * Opens a stack whose programs run through the SDK's runner and its dynamic provider process, without the CLI.
 * @throws when `checkpointFile` exists and does not hold a checkpoint.
 */
export const openTestEngineStack: OpenStack = (options) => openStackOn(processes, options);

/**
 * The same with program and provider in this process: an operation takes milliseconds. Programs are CommonJS, and what only
 * processes show is not shown: a crash, the race of a provider's first calls for its configuration, what is written on the
 * wire between them.
 */
export const openInProcessStack: OpenStack = (options) => openStackOn(inThisProcess, options);

async function openStackOn(runtime: Runtime, options: StackOptions): Promise<Stack> {
  const stack = { ...options, stackName: options.stackName ?? "dev", parallel: options.parallel ?? 16 };
  const file = options.checkpointFile;
  const config = new Map<string, { value: string; secret: boolean }>();
  let checkpoint = readCheckpoint(file);

  const setConfig: Stack["setConfig"] = async (key, value, { secret = false } = {}) => {
    config.set(key.includes(":") ? key : `${options.projectName}:${key}`, { value, secret });
  };
  const save = (current: Checkpoint): void => {
    checkpoint = current;
    if (file !== undefined) writeWhole(file, JSON.stringify(current, undefined, 2));
  };
  const operation =
    (kind: OperationKind) =>
    (operationOptions: OperationOptions = {}) =>
      runOperation({ kind, runtime, stack, config, checkpoint, options: operationOptions, save });

  for (const [key, value] of Object.entries(options.config ?? {})) await setConfig(key, value);
  return {
    preview: operation("preview"),
    up: operation("up"),
    refresh: operation("refresh"),
    destroy: operation("destroy"),
    setConfig,
    checkpoint: async () => structuredClone(checkpoint),
    loadCheckpoint: async (loaded) => save(structuredClone(loaded)),
    close: async () => undefined,
  };
}

function readCheckpoint(file: string | undefined): Checkpoint {
  if (file === undefined || !existsSync(file)) return { resources: [], pendingOperations: [] };
  return parseCheckpoint(JSON.parse(readFileSync(file, "utf8")));
}

/** A reader never sees half a file, whenever the writer is killed. */
function writeWhole(file: string, text: string): void {
  writeFileSync(`${file}.new`, text);
  renameSync(`${file}.new`, file);
}
