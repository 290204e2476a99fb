import { join } from "node:path";
import { createInterface } from "node:readline";
import { onTestFinished } from "vitest";
import { type Outcome, type ProcessOptions, startProcess } from "./childProcess.ts";
import { root } from "./lockFile.ts";

/** The command of the built package. */
export const builtCommand = join(root, "dist/cli/main.js");

/** A command that runs in a process of its own. */
export interface RunningCommand {
  /** Its next line, once it is there. */
  readonly nextLine: () => Promise<string>;
  /** Closes the reader's end of its output. */
  readonly stopReading: () => void;
  readonly kill: (signal: NodeJS.Signals) => void;
  /** How it ended, and all that it wrote. */
  readonly ended: Promise<Outcome>;
}

/** Starts `mediacover` in a process of its own; what still runs when the test ends is killed. */
export function startCommand(words: readonly string[], options: ProcessOptions = {}): RunningCommand {
  const { child, ended, stop } = startProcess(process.execPath, [builtCommand, ...words], options);
  onTestFinished(stop);
  const { stdout } = child;
  if (stdout === null) throw new Error("the command has no output");
  const lines = createInterface(stdout)[Symbol.asyncIterator]();
  return {
    nextLine: async () => {
      const { value, done } = await lines.next();
      if (done === true) throw new Error(`the command ended: ${(await ended).errors}`);
      return value;
    },
    stopReading: () => stdout.destroy(),
    kill: (signal) => void child.kill(signal),
    ended,
  };
}
