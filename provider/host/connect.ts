import { createCredentialsProvider, type CredentialsSource } from "../credentials/credentials";
import type { Advise } from "../mps/advice";
import type { CallContext } from "../mps/call";
import { createClient, type MediaService } from "../mps/client";
import { endpointFor } from "../mps/endpoint";
import { defaults } from "../mps/limits";
import { Pacer } from "../mps/pacer";
import type { Chance, Clock, Log, Transport } from "../mps/ports";
import { createTransport, type Proxies } from "../mps/transport";
import { version } from "../mps/version";
import { adviseWith, programWords } from "./advice";

/**
 * The one place where the client is put together: for the provider process, for the user's program, and for the commands.
 * Load it with `import()`: it brings everything that reaches the network.
 */

/** The user hears at most this often that calls wait. */
const quietMs = 10_000;

/** What the client must be told. Each part is asked for when it is first needed. */
export interface ClientSettings {
  endpoint: () => URL | undefined;
  maxQps: () => number;
  /** @param transport Carries the requests of those sources that ask a service. */
  credentialsSources: (transport: Transport) => CredentialsSource[];
  proxies: () => Proxies;
}

/** What the client needs from the world. */
export interface ConnectPorts {
  clock: Clock;
  chance: Chance;
  log: Log;
  /** Words what the user should do about a failure. Default: as for a program. */
  advise?: Advise;
}

/** The service for one piece of work: once its signal is aborted, nothing is written for that work any more. */
export type Connect = (signal?: AbortSignal) => MediaService;

/** Connects to the service: one connection pool, one search for credentials, one pacer for each operation. */
export function connect(settings: ClientSettings, ports: ConnectPorts): Connect {
  return createClient(createContext(settings, ports));
}

/** What every call is made with. */
export function createContext(
  settings: ClientSettings,
  { clock, chance, log, advise = adviseWith(programWords) }: ConnectPorts,
): CallContext {
  const pacers = new Map<string, Pacer>();
  const transport = createTransport(settings.proxies());
  let toldAt = -Infinity;
  return {
    clock,
    chance,
    advise,
    tellOfWait(action, delayMs, why) {
      if (clock.now() < toldAt + quietMs) return;
      toldAt = clock.now();
      log.info(`${action} waits ${Math.ceil(delayMs / 1000)} s: ${why}`);
    },
    transport,
    userAgent: `pulumi-mediacover/${version} Node.js/${process.versions.node}`,
    credentials: createCredentialsProvider(settings.credentialsSources(transport), { clock, advise }),
    endpointFor: (region) => endpointFor(region, settings.endpoint()),
    // One process has one account. Not one pacer for each access key, which may be renewed, nor for each region: the
    // documentation does not say that the service counts regions apart.
    pacerFor(action) {
      const mostQps = action === "SubmitSnapshotJob" ? defaults.maxSnapshotQps : Infinity;
      const pacer = pacers.get(action) ?? new Pacer(Math.min(settings.maxQps(), mostQps), clock);
      pacers.set(action, pacer);
      return pacer;
    },
  };
}
