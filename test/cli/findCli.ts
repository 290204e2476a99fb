/** Finds a Pulumi CLI that works, without downloading one. */

import { existsSync, readdirSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";
import { runProcess } from "../support/childProcess.ts";

/** A CLI that takes longer to say its version is of no use. */
const versionDeadlineMs = 30_000;

/** A CLI and its version, or why there is none. */
export type CliSearch = { found: true; path: string; version: string } | { found: false; reason: string };

/**
 * Looks on PATH, then where the npm package `pulumi` keeps what it downloaded. That package's launcher, which npm scripts
 * have on PATH, does not count: it would download.
 */
export async function findCli(env: NodeJS.ProcessEnv = process.env): Promise<CliSearch> {
  const onPath = (env["PATH"] ?? "").split(delimiter).filter((folder) => !folder.includes("node_modules"));
  const candidates = [...onPath.map((folder) => join(folder, "pulumi")), ...downloadedVersions(env)];
  const existing = candidates.filter((path) => existsSync(path));
  for (const path of existing) {
    const version = await versionOf(path);
    if (version !== undefined) return { found: true, path, version };
  }
  return {
    found: false,
    reason: existing.length === 0 ? "no pulumi on PATH" : `${existing.join(", ")} does not work`,
  };
}

/** The same for tests that cannot run without one: says in one line how many are skipped for it. */
export async function findCliFor(tests: readonly unknown[]): Promise<CliSearch> {
  const cli = await findCli();
  if (!cli.found) console.log(`skipped: ${tests.length} tests, for want of a Pulumi CLI (${cli.reason})`);
  return cli;
}

/** What the launcher keeps, the newest first. */
function downloadedVersions(env: NodeJS.ProcessEnv): string[] {
  const versions = join(env["PULUMI_HOME"] ?? join(homedir(), ".pulumi"), "versions");
  if (!existsSync(versions)) return [];
  return readdirSync(versions)
    .toSorted((left, right) => right.localeCompare(left, "en", { numeric: true }))
    .map((version) => join(versions, version, "bin", "pulumi"));
}

async function versionOf(path: string): Promise<string | undefined> {
  const env = { ...process.env, PULUMI_SKIP_UPDATE_CHECK: "true" };
  // Whatever the reason, it is then not a CLI that tests can use.
  const outcome = await runProcess(path, ["version"], { env, deadlineMs: versionDeadlineMs }).catch(
    () => undefined,
  );
  return /^v\d+\.\d+\.\d+/.exec(outcome?.output ?? "")?.[0];
}
