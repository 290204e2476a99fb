#!/usr/bin/env node
import { once } from "node:events";
import { enableCompileCache } from "node:module";
import { buffer } from "node:stream/consumers";
import { describeOldNode } from "../provider/host/nodeVersion";

const printError = (line: string): void => void process.stderr.write(`${line}\n`);

async function main(): Promise<number> {
  const stopped = new Promise<void>((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) {
      const stop = (): void => {
        resolve();
        // A second signal, because stopping takes long, has the system's effect. Not removed at once: `signal-exit`, which
        // write-file-atomic uses, would find no other listener of this signal and end the process.
        setImmediate(() => process.off(signal, stop));
      };
      process.on(signal, stop);
    }
  });
  // A script may read the first line and close the pipe, which is no reason to stop.
  process.stdout.on("error", () => undefined);

  const problem = describeOldNode(process.versions.node, process.execPath);
  if (problem !== undefined) {
    printError(`mediacover: ${problem}`);
    return 1;
  }
  enableCompileCache?.();
  // Not before: an old Node.js cannot load our dependencies.
  const { runCommandLine } = await import("./commandLine.js");
  return runCommandLine(process.argv.slice(2), {
    print: (line) => void process.stdout.write(`${line}\n`),
    printError,
    write: async (text) => {
      if (!process.stdout.write(text)) await once(process.stdout, "drain");
    },
    readInput: () => buffer(process.stdin),
    columns: process.stdout.columns,
    stopped,
  });
}

void main().then((exitCode) => {
  process.exit(exitCode);
});
