import type { CallContext } from "./call";
import { type CredentialsSource, createCredentialsProvider } from "../credentials/credentials";
import { endpointOf } from "./endpoint";
import { Pacer } from "./pacer";
import type { Chance, Clock, Log, Transport } from "./ports";
import { type Proxies, createTransport } from "./transport";

/** Waits are told of no more often than this. */
const quietMs = 10_000;

/** What the client must be told. Each part is asked for when it is first needed. */
export interface ClientSettings {
  endpoint: () => URL | undefined;
  maxQps: () => number;
  /** @param transport Carries the requests of those sources that ask a service. */
  credentialsSources: (transport: Transport) => CredentialsSource[];
  proxies: () => Proxies;
}

/** Puts together what every call is made with: one connection pool, one search for credentials, one pacer a kind. */
export function createContext(
  settings: ClientSettings,
  ports: { clock: Clock; chance: Chance; log: Log },
): CallContext {
  const pacers = new Map<string, Pacer>();
  const transport = createTransport(settings.proxies());
  let toldAt = -Infinity;
  return {
    clock: ports.clock,
    chance: ports.chance,
    tellOfWait(action, delayMs, why) {
      if (ports.clock.now() < toldAt + quietMs) return;
      toldAt = ports.clock.now();
      ports.log.info(`${action} waits ${Math.ceil(delayMs / 1000)} s: ${why.message}`);
    },
    transport,
    credentials: createCredentialsProvider(settings.credentialsSources(transport), ports.clock),
    endpointOf: (region) => endpointOf(region, settings.endpoint()),
    // One process has one account: not by access key, which may be renewed, and not by region, as the documentation does
    // not say that the service counts regions apart.
    pacerOf(action) {
      const pacer = pacers.get(action) ?? new Pacer(settings.maxQps(), ports.clock);
      pacers.set(action, pacer);
      return pacer;
    },
  };
}
