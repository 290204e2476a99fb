import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { z } from "zod";

/** The configuration of the selected stack. */
export interface StackConfig {
  /** By full names; empty if there is no stack. */
  values: ReadonlyMap<string, string>;
  /** Why there is no stack. Undefined if there is one. */
  missing?: string;
  /** Whether the user knows that there is none, so that it needs no notice. */
  isExpected?: boolean;
}

const shape = z.record(z.string(), z.object({ value: z.string().optional() }));

/** Secrets may have to be decrypted by a service. */
const timeoutMs = 30_000;

/** The names of the file that makes a folder a project. */
const projectFiles = ["Pulumi.yaml", "Pulumi.yml", "Pulumi.json"];

/**
 * Asks the Pulumi CLI on PATH for the configuration of the stack that is selected in the current folder, secrets
 * included, as its programs see it. Outside of a project it is not asked: starting it takes a second.
 */
export async function readStackConfig(): Promise<StackConfig> {
  return isInProject(process.cwd())
    ? askPulumi()
    : { values: new Map(), missing: `no ${projectFiles[0]} here or above`, isExpected: true };
}

/** Pulumi looks in the folders above, too. */
function isInProject(folder: string): boolean {
  if (projectFiles.some((name) => existsSync(join(folder, name)))) return true;
  return dirname(folder) !== folder && isInProject(dirname(folder));
}

function askPulumi(): Promise<StackConfig> {
  const words = ["config", "--json", "--show-secrets", "--non-interactive"];
  return new Promise((resolve) => {
    execFile("pulumi", words, { timeout: timeoutMs }, (error, output, errors) => {
      if (error === null) resolve(parse(output));
      else resolve(without(error.code === "ENOENT" ? "no pulumi on PATH" : reasonIn(errors)));
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
    return without("`pulumi config --json` printed something else");
  }
}

const without = (missing: string): StackConfig => ({ values: new Map(), missing });

/** Pulumi's own error, below whatever its launcher has to say. */
function reasonIn(errors: string): string {
  const lines = errors.trim().split("\n");
  const line = lines.find((each) => each.startsWith("error:")) ?? lines.at(-1) ?? "";
  return `\`pulumi config\`: ${line === "" ? "failed" : line}`;
}
