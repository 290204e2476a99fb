import { type Configuration, type GetConfig, readConfiguration } from "./config";
import { engineLog } from "./engineLog";
import { guarded } from "./guard";
import { type CheckResult, check as checkArguments } from "./lifecycle/check";
import { create as createCover } from "./lifecycle/create";
import { remove } from "./lifecycle/delete";
import { type Diff, diff as diffCover } from "./lifecycle/diff";
import type { Ports } from "./lifecycle/ports";
import { type ReadResult, read as readCover } from "./lifecycle/read";
import type { Outputs } from "./lifecycle/resource";
import { update as updateCover } from "./lifecycle/update";
import { createClient } from "./mps/client";
import { regions } from "./mps/regions";
import { systemChance, systemClock } from "./system";

/**
 * The methods of the dynamic provider: the lifecycle on the real world. `provider.ts` loads this module as
 * `pulumi-mediacover/lifecycle` when the engine first calls it; that name is frozen, as it is in users' states.
 *
 * One provider process has one of these, so its settings, its connections and its pace are shared by all resources.
 */

type Properties = Record<string, unknown>;

let configuration: Configuration = readConfiguration(() => undefined);
let client: Promise<ReturnType<typeof createClient>> | undefined;
const created = new Set<string>();
const warnedRegions = new Set<string>();
const log = engineLog(process.argv[2]);

/**
 * Takes the stack's configuration. Must do so before it first yields: the SDK's process lets other calls pass while this
 * one is under way. Nothing is looked at, so nothing can fail: a failure here would be forgotten by the SDK.
 *
 * The SDK calls this once for each text that is stored of the provider (the package may be installed for one resource and
 * have been linked for another), always with the process's one configuration.
 */
export async function configure({ config }: { config: { get: GetConfig } }): Promise<void> {
  configuration = readConfiguration((key) => config.get(key));
}

/** Validates arguments; see `lifecycle/check.ts`. Works without network and credentials. */
export function check(_olds: Properties, news: Properties): Promise<CheckResult> {
  return guarded("check", () => {
    const result = checkArguments(news, configuration.defaultRegion());
    warnOfUnknownRegion(result.inputs["region"]);
    const settings = configuration.problems().map((reason) => ({ property: "", reason }));
    return { ...result, failures: [...result.failures, ...settings] };
  });
}

/** Compares; see `lifecycle/diff.ts`. Works without network and credentials. */
export function diff(_id: string, olds: Properties, news: Properties): Promise<Diff> {
  return guarded("diff", () => diffCover(olds, news));
}

/** Sets or adopts a cover; see `lifecycle/create.ts`. */
export function create(news: Properties): Promise<{ id: string; outs: Outputs }> {
  return guarded("create", async (signal) => createCover(await wiredPorts(signal), news));
}

/** Reads a cover; see `lifecycle/read.ts`. */
export function read(id: string, olds: Properties): Promise<ReadResult> {
  return guarded("read", async (signal) => readCover(await wiredPorts(signal), id, olds));
}

/** Sets a changed cover; see `lifecycle/update.ts`. */
export function update(_id: string, olds: Properties, news: Properties): Promise<{ outs: Outputs }> {
  return guarded("update", async (signal) => updateCover(await wiredPorts(signal), olds, news));
}

function deleteCover(id: string, olds: Properties): Promise<void> {
  return guarded("delete", async (signal) => remove(await wiredPorts(signal), id, olds));
}
/** Leaves a cover or puts back the one before; see `lifecycle/delete.ts`. */
export { deleteCover as delete };

/** What the lifecycle works on, for one method: once its signal is aborted, nothing is written for it any more. */
async function wiredPorts(signal: AbortSignal): Promise<Ports> {
  client ??= connect(configuration);
  try {
    const serviceFor = await client;
    return { service: serviceFor(signal), log, created };
  } catch (error) {
    client = undefined;
    throw error;
  }
}

/** What reaches the network is loaded by the first call that needs it. */
async function connect(settings: Configuration): Promise<ReturnType<typeof createClient>> {
  const { createContext } = await import("./mps/context.js");
  return createClient(createContext(settings, { clock: systemClock, chance: systemChance, log }));
}

function warnOfUnknownRegion(region: unknown): void {
  if (typeof region !== "string" || regions.has(region) || warnedRegions.has(region)) return;
  warnedRegions.add(region);
  log.warn(
    `region ${region} is not among those where MPS is known to run (${[...regions].join(", ")}); trying it all the same`,
  );
}
