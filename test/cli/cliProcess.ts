/** Runs the CLI. */

import {
  type Outcome,
  type ProcessOptions,
  type RunningProcess,
  runProcess,
  startProcess,
} from "../support/childProcess.ts";

/** How to run the CLI. */
interface RunOptions extends ProcessOptions {
  onStarted?: ((cli: RunningProcess) => void) | undefined;
}

/** Runs one command to its end, whatever its exit code. */
export function runCli(
  path: string,
  args: string[],
  { onStarted, ...options }: RunOptions,
): Promise<Outcome> {
  const cli = startProcess(path, args, options);
  onStarted?.(cli);
  return cli.ended;
}

/** Whether tests can have a pseudo-terminal; says in one line when they cannot. */
export async function hasTerminals(): Promise<boolean> {
  const version = await runProcess("script", ["--version"]).catch(() => undefined);
  const found = version?.output.includes("util-linux") === true;
  if (!found) console.log("skipped: tests on a pseudo-terminal, for want of `script` of util-linux");
  return found;
}

/** Runs one command on a pseudo-terminal, to its end, whatever its exit code. */
export async function runOnTerminal(path: string, args: string[], options: RunOptions): Promise<Outcome> {
  const words = [path, ...args].map((word) => `'${word.replaceAll("'", String.raw`'\''`)}'`);
  // Wide enough for a line of progress: the CLI cuts off what is longer.
  const command = `stty rows 50 cols 160; exec ${words.join(" ")}`;
  return runCli("script", ["--quiet", "--return", "--command", command, "/dev/null"], {
    ...options,
    env: { ...options.env, TERM: "xterm-256color" },
  });
}
