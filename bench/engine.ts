import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { cliStackOpener } from "../test/cli/cliStack.ts";
import { findCli } from "../test/cli/findCli.ts";
import type { OperationOptions, RunResult, Stack, StackOptions } from "../test/engine/harness/stack.ts";
import { openTestEngineStack } from "../test/engine/harness/testEngineStack.ts";
import { writeTimedCli } from "./timedCli.ts";

/** The commands that are timed. */
export type CommandKind = "up" | "refresh";

/** A stack whose commands are timed. */
export interface TimedStack {
  run(kind: CommandKind, options: OperationOptions): Promise<{ result: RunResult; seconds: number }>;
  /** Where its state is. */
  stateFile(): string;
  close(): Promise<void>;
}

/** What runs the Pulumi programs. */
export interface Engine {
  /** One line that says what it is. */
  description: string;
  /** Times of the test engine say nothing about Pulumi's own. */
  isRealCli: boolean;
  /** @param workDir an empty folder that goes away with the stack */
  open(options: StackOptions, workDir: string): Promise<TimedStack>;
}

/** The Pulumi CLI where there is one, else the test engine. Nothing is downloaded. */
export function chooseEngine(): Engine {
  const cli = findCli();
  if (cli.found) {
    return {
      description: `the Pulumi CLI ${cli.version}`,
      isRealCli: true,
      open: (options, workDir) => openCliStack(cli.path, options, workDir),
    };
  }
  return {
    description: `the test engine of this repository, for want of a Pulumi CLI (${cli.reason})`,
    isRealCli: false,
    open: openTestStack,
  };
}

async function openCliStack(cliPath: string, options: StackOptions, workDir: string): Promise<TimedStack> {
  const folder = join(workDir, "cli");
  mkdirSync(folder);
  const timedCli = writeTimedCli(cliPath, folder);
  const stack = await cliStackOpener(timedCli.path)(options);
  return {
    run: async (kind, operation) => {
      const result = await perform(stack, kind, operation);
      return { result, seconds: timedCli.last(kind).seconds };
    },
    stateFile: () => {
      const backend = fileURLToPath(timedCli.last("up").backend);
      return join(backend, ".pulumi/stacks", options.projectName, "dev.json");
    },
    close: () => stack.close(),
  };
}

async function openTestStack(options: StackOptions, workDir: string): Promise<TimedStack> {
  const checkpointFile = join(workDir, "state.json");
  const stack = await openTestEngineStack({ ...options, checkpointFile });
  return {
    run: async (kind, operation) => {
      const begunMs = performance.now();
      const result = await perform(stack, kind, operation);
      return { result, seconds: (performance.now() - begunMs) / 1000 };
    },
    stateFile: () => checkpointFile,
    close: () => stack.close(),
  };
}

const perform = (stack: Stack, kind: CommandKind, options: OperationOptions): Promise<RunResult> =>
  kind === "up" ? stack.up(options) : stack.refresh(options);
