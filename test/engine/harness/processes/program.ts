/** Runs a Pulumi program with the SDK's own runner, as the language host does. */

import { workingDirectoryOf } from "../programFolder.ts";
import type { Config, ProgramOptions, ProgramResult } from "../runtime.ts";
import { resolveFrom, startNode } from "./nodeProcess.ts";

/** The runner has logged the error already and asks for silence. */
const exitCodeAfterLoggedError = 32;

/** Runs the program to its end. Returns the error to report, where the program has not reported one itself. */
export async function runProgram(options: ProgramOptions): Promise<ProgramResult> {
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
