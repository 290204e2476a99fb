/** Finds a Pulumi CLI that works, without downloading one. */

import { execFileSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";

/** A CLI and its version, or why there is none. */
export type CliSearch = { found: true; path: string; version: string } | { found: false; reason: string };

/**
 * Looks on PATH, then where the npm package `pulumi` keeps what it downloaded. That package's launcher, which npm scripts
 * have on PATH, does not count: it would download.
 */
export function findCli(env: NodeJS.ProcessEnv = process.env): CliSearch {
  const onPath = (env["PATH"] ?? "").split(delimiter).filter((folder) => !folder.includes("node_modules"));
  const candidates = [...onPath.map((folder) => join(folder, "pulumi")), ...downloadedVersions(env)];
  return firstThatWorks(candidates, "no pulumi on PATH");
}

/** The same for tests that cannot run without one: says in one line how many are skipped for it. */
export function findCliFor(tests: readonly unknown[]): CliSearch {
  const cli = findCli();
  if (!cli.found) console.log(`skipped: ${tests.length} tests, for want of a Pulumi CLI (${cli.reason})`);
  return cli;
}

/** The launcher of the npm package `pulumi`, which downloads the CLI where that is possible. Asking it takes long once. */
export function findLauncher(projectDir: string): CliSearch {
  return firstThatWorks([join(projectDir, "node_modules/.bin/pulumi")], "the npm package is not installed");
}

function firstThatWorks(candidates: string[], noneReason: string): CliSearch {
  const existing = candidates.filter((path) => existsSync(path));
  for (const path of existing) {
    const version = versionOf(path);
    if (version !== undefined) return { found: true, path, version };
  }
  return {
    found: false,
    reason: existing.length === 0 ? noneReason : `${existing.join(", ")} does not work`,
  };
}

/** What the launcher keeps, the newest first. */
function downloadedVersions(env: NodeJS.ProcessEnv): string[] {
  const versions = join(env["PULUMI_HOME"] ?? join(homedir(), ".pulumi"), "versions");
  if (!existsSync(versions)) return [];
  return readdirSync(versions)
    .toSorted((left, right) => right.localeCompare(left, "en", { numeric: true }))
    .map((version) => join(versions, version, "bin", "pulumi"));
}

function versionOf(path: string): string | undefined {
  try {
    const output = execFileSync(path, ["version"], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
      env: { ...process.env, PULUMI_SKIP_UPDATE_CHECK: "true" },
    });
    return /^v\d+\.\d+\.\d+/.exec(output)?.[0];
  } catch {
    // Whatever the reason, it is not a CLI that tests can use.
    return undefined;
  }
}
