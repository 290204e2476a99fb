/** Runs the CLI. */

import { spawn } from "node:child_process";

/** What a run of the CLI printed. */
export interface CliOutput {
  code: number | null;
  stdout: string;
  /** Both streams as they came. */
  text: string;
}

/** Runs one command to its end, whatever its exit code. */
export async function runCli(
  path: string,
  args: string[],
  options: { cwd: string; env: NodeJS.ProcessEnv; stdin?: string },
): Promise<CliOutput> {
  const child = spawn(path, args, { cwd: options.cwd, env: options.env, stdio: "pipe" });
  let [stdout, text] = ["", ""];
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
    stdout += chunk;
    text += chunk;
  });
  child.stderr.setEncoding("utf8").on("data", (chunk: string) => {
    text += chunk;
  });
  child.stdin.end(options.stdin ?? "");
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  return { code, stdout, text };
}
