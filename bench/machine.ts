import { readFileSync } from "node:fs";
import { availableParallelism, cpus, platform, totalmem } from "node:os";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { z } from "zod";
import type { Engine } from "./engine.ts";

const manifest = z.object({ version: z.string() });

/** Where and with what was measured; no date, so that the same machine writes the same. */
export function describeMachine(engine: Engine): string[] {
  const [cpu] = cpus();
  const memory = `${Math.round(totalmem() / 2 ** 30)} GiB of memory`;
  const cores = `${availableParallelism()} cores (${cpu?.model.trim() || "model unknown"})`;
  return [
    `Machine: ${cores}, ${memory}, ${platform()}`,
    `Node ${process.versions.node}, @pulumi/pulumi ${versionOf("@pulumi/pulumi")}, @alicloud/mts20140618 ${versionOf("@alicloud/mts20140618")}`,
    `Engine: ${engine.description}`,
  ];
}

/** The installed version, read from the file, since not every package exports its own. */
function versionOf(packageName: string): string {
  const main = createRequire(import.meta.url).resolve(packageName);
  const folder = main.slice(0, main.lastIndexOf(packageName) + packageName.length);
  return manifest.parse(JSON.parse(readFileSync(resolve(folder, "package.json"), "utf8"))).version;
}
