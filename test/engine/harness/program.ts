/** Runs a Pulumi program with the SDK's own runner, as the language host does. */

import { existsSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import type { Diagnostics } from "./diagnostics.ts";
import { resolveFrom, startNode } from "./nodeProcess.ts";

/** The runner has logged the error already and asks for silence. */
const exitCodeAfterLoggedError = 32;

/** A stack's configuration by full key (`namespace:name`). */
export type Config = ReadonlyMap<string, { value: string; secret: boolean }>;

/** What to run and against which engine. */
export interface ProgramOptions {
  programDir: string;
  main?: string;
  typescript?: boolean;
  stackName: string;
  projectName: string;
  env: Record<string, string>;
  config: Config;
  preview: boolean;
  parallel: number;
  engineAddress: string;
  diagnostics: Diagnostics;
  deadlineMs?: number | undefined;
}

/** Folder in which program and providers run, and the entry point in it: `main` may be a file or a folder. */
export function workingDirectoryOf(
  programDir: string,
  main: string | undefined,
): { cwd: string; entryPoint: string } {
  if (main === undefined) return { cwd: programDir, entryPoint: "." };
  const path = join(programDir, main);
  if (existsSync(path) && statSync(path).isDirectory()) return { cwd: path, entryPoint: "." };
  return { cwd: dirname(path), entryPoint: basename(path) };
}

/** Runs the program to its end. Returns the error to report, where the program has not reported one itself. */
export async function runProgram(options: ProgramOptions): Promise<{ succeeded: boolean; error?: string }> {
  const { cwd, entryPoint } = workingDirectoryOf(options.programDir, options.main);
  const flags = {
    monitor: options.engineAddress,
    engine: options.engineAddress,
    organization: "organization",
    project: options.projectName,
    "root-directory": options.programDir,
    stack: options.stackName,
    pwd: cwd,
    parallel: String(options.parallel),
  };
  const child = startNode(
    [
      resolveFrom(cwd, "@pulumi/pulumi/cmd/run"),
      ...Object.entries(flags).flatMap(([name, value]) => [`--${name}`, value]),
      ...(options.preview ? ["--dry-run"] : []),
      entryPoint,
    ],
    {
      cwd,
      env: {
        ...options.env,
        ...configEnvironment(options.config),
        PULUMI_NODEJS_TYPESCRIPT: String(options.typescript ?? true),
      },
      onLine: (line, stream) => options.diagnostics.addLine(line, stream),
      deadlineMs: options.deadlineMs,
    },
  );
  const code = await child.exited;
  if (code === 0) return { succeeded: true };
  if (code === exitCodeAfterLoggedError) return { succeeded: false };
  return { succeeded: false, error: `program exited with non-zero exit code: ${code}` };
}

/** Configuration as the runner reads it; keys have the old form with `:config:` in the middle. */
function configEnvironment(config: Config): Record<string, string> {
  const entries = [...config].map(([key, { value }]) => [key.replace(":", ":config:"), value]);
  const secretKeys = [...config].filter(([, { secret }]) => secret).map(([key]) => key);
  return {
    PULUMI_CONFIG: JSON.stringify(Object.fromEntries(entries)),
    PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(secretKeys),
  };
}
