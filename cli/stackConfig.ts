import { execFile } from "node:child_process";
import { z } from "zod";

/** The configuration of the selected stack, or why there is none. */
export type StackConfig = { values: ReadonlyMap<string, string> } | { missing: string };

const shape = z.record(z.string(), z.object({ value: z.string().optional() }));

/** Secrets may have to be decrypted by a service. */
const timeoutMs = 30_000;

/**
 * Asks the Pulumi CLI on PATH for the configuration of the stack that is selected in the current folder, secrets
 * included, as its programs see it.
 */
export function readStackConfig(): Promise<StackConfig> {
  const words = ["config", "--json", "--show-secrets", "--non-interactive"];
  return new Promise((resolve) => {
    execFile("pulumi", words, { timeout: timeoutMs }, (error, output, errors) => {
      if (error === null) resolve(parse(output));
      else resolve({ missing: error.code === "ENOENT" ? "no pulumi on PATH" : reasonIn(errors) });
    });
  });
}

function parse(output: string): StackConfig {
  try {
    const entries = Object.entries(shape.parse(JSON.parse(output)));
    return {
      values: new Map(entries.flatMap(([key, { value }]) => (value === undefined ? [] : [[key, value]]))),
    };
  } catch {
    // Never the output: it holds secrets.
    return { missing: "`pulumi config --json` printed something else" };
  }
}

/** Pulumi's own error, below whatever its launcher has to say. */
function reasonIn(errors: string): string {
  const lines = errors.trim().split("\n");
  const line = lines.find((each) => each.startsWith("error:")) ?? lines.at(-1) ?? "";
  return `\`pulumi config\`: ${line === "" ? "failed" : line}`;
}
