/** Runs the CLI. */

import { mkdirSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
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

/** The environment of a CLI that keeps everything below a folder, its state in `backend` there, and asks no other machine. */
export function cliEnvironment(cliPath: string, folder: string, firstOnPath?: string): NodeJS.ProcessEnv {
  const backend = join(folder, "backend");
  mkdirSync(backend, { recursive: true });
  const path = [firstOnPath, dirname(cliPath), dirname(process.execPath), process.env["PATH"]];
  return {
    ...process.env,
    PATH: path.filter((place) => place !== undefined).join(delimiter),
    PULUMI_HOME: join(folder, "home"),
    PULUMI_BACKEND_URL: `file://${backend}`,
    PULUMI_CONFIG_PASSPHRASE: "test",
    PULUMI_SKIP_UPDATE_CHECK: "true",
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
  };
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
