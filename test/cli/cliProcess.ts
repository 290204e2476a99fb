/** Runs the CLI. */

import { type ChildProcess, spawn, spawnSync } from "node:child_process";

/** What a run of the CLI printed. */
export interface CliOutput {
  code: number | null;
  stdout: string;
  /** Both streams as they came. */
  text: string;
}

/** How to run the CLI. */
interface RunOptions {
  cwd: string;
  env: NodeJS.ProcessEnv;
  stdin?: string;
  onStarted?: (cli: ChildProcess) => void;
}

/** Runs one command to its end, whatever its exit code. */
export async function runCli(path: string, args: string[], options: RunOptions): Promise<CliOutput> {
  const child = spawn(path, args, { cwd: options.cwd, env: options.env, stdio: "pipe" });
  options.onStarted?.(child);
  let [stdout, text] = ["", ""];
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
    stdout += chunk;
    text += chunk;
  });
  child.stderr.setEncoding("utf8").on("data", (chunk: string) => {
    text += chunk;
  });
  // A command may end before it has read anything.
  child.stdin.on("error", () => undefined).end(options.stdin ?? "");
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  return { code, stdout, text };
}

/** Whether tests can have a pseudo-terminal; says in one line when they cannot. */
export function hasTerminals(): boolean {
  const { stdout } = spawnSync("script", ["--version"], { encoding: "utf8" });
  const found = (stdout ?? "").includes("util-linux");
  if (!found) console.log("skipped: tests on a pseudo-terminal, for want of `script` of util-linux");
  return found;
}

/** Runs one command on a pseudo-terminal, to its end, whatever its exit code. */
export async function runOnTerminal(path: string, args: string[], options: RunOptions): Promise<CliOutput> {
  const words = [path, ...args].map((word) => `'${word.replaceAll("'", String.raw`'\''`)}'`);
  // Wide enough for a line of progress: the CLI cuts off what is longer.
  const command = `stty rows 50 cols 160; exec ${words.join(" ")}`;
  return runCli("script", ["--quiet", "--return", "--command", command, "/dev/null"], {
    ...options,
    env: { ...options.env, TERM: "xterm-256color" },
  });
}
