/** Starts one of the SDK's node programs and ends it. */

import { createRequire } from "node:module";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { startProcess } from "../../../support/childProcess.ts";

/** A running process. */
export interface NodeProcess {
  pid: number;
  /** The exit code, after the last line was read; null when a signal ended it. Rejects at the deadline. */
  exited: Promise<number | null>;
  /** Ends it, whatever it is doing, and waits until it is gone. */
  stop(): Promise<void>;
}

/** How to start a process. */
export interface NodeProcessOptions {
  cwd: string;
  env: Record<string, string>;
  onLine: (line: string, stream: "stdout" | "stderr") => void;
  /** Default: that of `start`. */
  deadlineMs?: number | undefined;
  /** Keeps its standard input open, for a process that ends with it. */
  holdsInput?: boolean;
}

/** Path of a module as the program in `programDir` would resolve it. */
export function resolveFrom(programDir: string, specifier: string): string {
  return createRequire(join(programDir, "program.js")).resolve(specifier);
}

/** Runs `node` with the arguments. */
export const startNode = (words: string[], options: NodeProcessOptions): NodeProcess =>
  startProgram(process.execPath, words, options);

/** Runs a program with the arguments. */
export function startProgram(file: string, words: string[], options: NodeProcessOptions): NodeProcess {
  const { onLine, ...others } = options;
  const env = { ...process.env, ...options.env };
  const { child, pid, ended, stop } = startProcess(file, words, { ...others, env });
  for (const stream of ["stdout", "stderr"] as const) {
    if (child[stream] !== null)
      createInterface({ input: child[stream] }).on("line", (line) => onLine(line, stream));
  }
  return { pid, exited: ended.then(({ code }) => code), stop };
}
