/** Starts one of the SDK's node programs and ends it. */

import { type ChildProcess, spawn } from "node:child_process";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

/** For NODE_COMPILE_CACHE: every process loads the same modules of the SDK, which takes most of its time. */
export const compileCache = join(tmpdir(), "test-engine-compile-cache");

/** None outlives this process, even where a test runner ends it in the middle of an operation. */
const running = new Set<ChildProcess>();
process.once("exit", () => {
  for (const child of running) child.kill("SIGKILL");
});

/** A running process. */
export interface NodeProcess {
  pid: number;
  /** The exit code, after the last line was read; null when a signal ended it. */
  exited: Promise<number | null>;
  /** Ends it, whatever it is doing, and waits until it is gone. */
  stop(): Promise<void>;
}

/** How to start a process. */
export interface NodeProcessOptions {
  cwd: string;
  env: Record<string, string>;
  onLine: (line: string, stream: "stdout" | "stderr") => void;
}

/** Path of a module as the program in `programDir` would resolve it. */
export function resolveFrom(programDir: string, specifier: string): string {
  return createRequire(join(programDir, "program.js")).resolve(specifier);
}

/** Runs `node` with the arguments. @throws when it cannot be started. */
export async function startNode(args: string[], options: NodeProcessOptions): Promise<NodeProcess> {
  const child = spawn(process.execPath, args, {
    cwd: options.cwd,
    env: { NODE_COMPILE_CACHE: compileCache, ...process.env, ...options.env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  running.add(child);
  child.once("close", () => running.delete(child));
  const exited = new Promise<number | null>((resolve) => child.once("close", resolve));
  for (const stream of ["stdout", "stderr"] as const) {
    createInterface({ input: child[stream] }).on("line", (line) => options.onLine(line, stream));
  }
  const pid = await new Promise<number>((resolve, reject) => {
    child.once("spawn", () => resolve(child.pid ?? 0));
    child.once("error", reject);
  });
  return {
    pid,
    exited,
    stop: async () => {
      child.kill("SIGKILL");
      await exited;
    },
  };
}
