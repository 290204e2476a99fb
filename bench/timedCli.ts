import { chmodSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

const commandShape = z.object({ words: z.array(z.string()), seconds: z.number(), backend: z.string() });

/** A Pulumi command that was run. */
export type TimedCommand = z.infer<typeof commandShape>;

/**
 * What stands in the CLI's place: it runs the CLI and notes how long that took, and with which backend. What the caller does
 * after a command (exporting the stack, say) is so not counted as part of it.
 */
const script = (cliPath: string, logFile: string): string => `#!/usr/bin/env node
const { spawnSync } = require("node:child_process");
const { appendFileSync } = require("node:fs");
const words = process.argv.slice(2);
const begunMs = performance.now();
const { status } = spawnSync(${JSON.stringify(cliPath)}, words, { stdio: "inherit" });
const command = { words, seconds: (performance.now() - begunMs) / 1000, backend: process.env.PULUMI_BACKEND_URL };
appendFileSync(${JSON.stringify(logFile)}, JSON.stringify(command) + "\\n");
process.exitCode = status ?? 1;
`;

/** A CLI whose commands are timed. */
export interface TimedCli {
  /** To be run as if it were the CLI. */
  path: string;
  /** The last command that had this word. @throws {RangeError} when there was none */
  last(word: string): TimedCommand;
}

/** Puts a timed CLI in a folder. */
export function writeTimedCli(cliPath: string, folder: string): TimedCli {
  const logFile = join(folder, "commands.jsonl");
  const path = join(folder, "pulumi");
  writeFileSync(path, script(cliPath, logFile));
  chmodSync(path, 0o755);
  return {
    path,
    last(word) {
      const lines = existsSync(logFile) ? readFileSync(logFile, "utf8").trimEnd().split("\n") : [];
      const found = lines
        .map((line) => commandShape.parse(JSON.parse(line)))
        .findLast(({ words }) => words.includes(word));
      if (found === undefined) throw new RangeError(`the CLI was never asked for "${word}"`);
      return found;
    },
  };
}
