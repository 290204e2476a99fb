#!/usr/bin/env node
import { runCommandLine } from "./commandLine";

const stopped = new Promise<void>((resolve) => {
  // Once: whoever asks a second time, because stopping takes long, gets the system's way.
  process.once("SIGINT", () => resolve());
  process.once("SIGTERM", () => resolve());
});

// A script may read the first line and close the pipe, which is no reason to stop.
process.stdout.on("error", () => undefined);

void runCommandLine(process.argv.slice(2), {
  print: (line) => process.stdout.write(`${line}\n`),
  printError: (line) => process.stderr.write(`${line}\n`),
  stopped,
}).then((exitCode) => {
  process.exit(exitCode);
});
