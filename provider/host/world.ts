import { type Configuration, type GetConfig, readConfiguration } from "../config";
import { engineLog } from "./engineLog";
import { guarded } from "./guard";
import { Locks } from "../lifecycle/locks";
import type { Ports, Progress } from "../lifecycle/ports";
import { collectSooner } from "./memory";
import type { MediaService } from "../mps/client";
import { limits } from "../mps/limits";
import { regionPattern, regions } from "../cover/regions";
import { ProgressLine, progressIntervalMs } from "./progress";
import { systemChance, systemClock } from "./system";
import { isShownOnTerminal } from "./terminal";

/**
 * What the methods of the provider work on. One provider process has one of these, so its settings, its connections and
 * its pace are shared by all resources, single covers and sets alike.
 */

/** The service for one piece of work; see `createClient`. */
type Connect = (signal?: AbortSignal) => MediaService;

/** Lines for the user. */
export const log = engineLog(process.argv[2]);

/** See `Ports`. */
export const held = new Set<string>();

const progress = new ProgressLine(systemClock, log, () => progressIntervalMs(isShownOnTerminal()));
const locks = new Locks();
const warnings = new Set<string>();
let configuration: Configuration = readConfiguration(() => undefined);
let client: Promise<Connect> | undefined;

/** The stack's configuration. */
export function settings(): Configuration {
  return configuration;
}

/**
 * Takes the stack's configuration. Must do so before it first yields: the SDK's process lets other calls pass while this
 * one is under way. Nothing is looked at, so nothing can fail: a failure here would be forgotten by the SDK.
 *
 * The SDK calls this once for each text that is stored of a provider (the package may be installed for one resource and
 * have been linked for another; a set has its own), always with the process's one configuration.
 */
export async function configure({ config }: { config: { get: GetConfig } }): Promise<void> {
  collectSooner();
  configuration = readConfiguration((key) => config.get(key));
}

/** What the lifecycle works on, for one method: once its signal is aborted, nothing is written for it any more. */
export async function wiredPorts(signal: AbortSignal): Promise<Ports> {
  client ??= connect(configuration);
  try {
    const serviceFor = await client;
    const startProgress = (total: number): Progress => progress.start(total);
    return { service: serviceFor(signal), log, clock: systemClock, held, locks, startProgress };
  } catch (error) {
    client = undefined;
    throw error;
  }
}

/**
 * Runs one method, see `guarded`. It ends when the engine has heard what it had to say: a line that comes when the
 * operation is over is lost.
 */
export async function method<T>(...work: Parameters<typeof guarded<T>>): Promise<T> {
  try {
    return await guarded(...work);
  } finally {
    await log.heard();
  }
}

/**
 * What is wrong with the settings, as failures of a check; what is merely unusual is a warning, once.
 *
 * @param given The region of the resource; one that is not known yet, or is refused anyway, is not looked at.
 */
export function checkSettings(given: unknown): { property: ""; reason: string }[] {
  const region = typeof given === "string" && regionPattern.test(given) ? given : undefined;
  if (region !== undefined && !regions.has(region)) {
    warnOnce(
      `region ${region} is not among those where MPS is known to run (${[...regions].join(", ")}); trying it all the same`,
    );
  }
  const problems = configuration.problems(region);
  if (problems.length === 0 && configuration.maxQps() > limits.maxCallsPerSecond) {
    warnOnce(
      `mediacover:maxQps is ${configuration.maxQps()}, where an account may make ${limits.maxCallsPerSecond} calls of a kind a second, unless its limit was raised`,
    );
  }
  return problems.map((reason) => ({ property: "", reason }));
}

/** What reaches the network is loaded by the first call that needs it. */
async function connect(using: Configuration): Promise<Connect> {
  const { createClient } = await import("../mps/client.js");
  const { createContext } = await import("../mps/context.js");
  return createClient(createContext(using, { clock: systemClock, chance: systemChance, log }));
}

function warnOnce(message: string): void {
  if (warnings.has(message)) return;
  warnings.add(message);
  log.warn(message);
}
