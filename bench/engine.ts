import { join } from "node:path";
import { cliStackOpener } from "../test/cli/cliStack.ts";
import { findCli } from "../test/cli/findCli.ts";
import type { RunningProcess } from "../test/support/childProcess.ts";
import type { OperationOptions, RunResult, Stack, StackOptions } from "../test/engine/harness/stack.ts";
import { openTestEngineStack } from "../test/engine/harness/testEngineStack.ts";
import { deadlineMs } from "./deadline.ts";

/** The commands that are timed. */
export type CommandKind = "preview" | "up" | "refresh";

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
export async function chooseEngine(): Promise<Engine> {
  const cli = await findCli();
  if (cli.found) {
    return {
      description: `the Pulumi CLI ${cli.version}`,
      isRealCli: true,
      open: (options) => openCliStack(cli.path, options),
    };
  }
  return {
    description: `the test engine of this repository, for want of a Pulumi CLI (${cli.reason})`,
    isRealCli: false,
    open: openTestStack,
  };
}

async function openCliStack(cliPath: string, options: StackOptions): Promise<TimedStack> {
  let seconds = 0;
  const onCliStarted = ({ ended }: RunningProcess): void => {
    const begunMs = performance.now();
    // The command alone: what is done afterwards (exporting the stack, say) does not count.
    void ended.then(() => (seconds = (performance.now() - begunMs) / 1000));
  };
  const stack = await cliStackOpener(cliPath, { onCliStarted, previewFlags: ["--diff"] })({
    ...options,
    deadlineMs,
  });
  return {
    run: async (kind, operation) => ({ result: await perform(stack, kind, operation), seconds }),
    stateFile: () => join(stack.backendDir, ".pulumi/stacks", options.projectName, "dev.json"),
    close: () => stack.close(),
  };
}

async function openTestStack(options: StackOptions, workDir: string): Promise<TimedStack> {
  const checkpointFile = join(workDir, "state.json");
  const stack = await openTestEngineStack({ ...options, checkpointFile, deadlineMs });
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
  stack[kind](options);
