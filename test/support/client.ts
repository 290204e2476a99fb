import { valid } from "../../provider/cover/problem";
import { createContext } from "../../provider/host/connect";
import { systemChance, systemClock } from "../../provider/host/system";
import { createClient, type MediaService } from "../../provider/mps/client";
import { defaults } from "../../provider/mps/limits";
import type { Chance, Clock, Credentials, Log, Transport } from "../../provider/mps/ports";
import type { Proxies } from "../../provider/mps/transport";

/** The key that an emulator lets in unless told otherwise. */
export const emulatorKey = { accessKeyId: "testid", accessKeySecret: "testsecret" };

/** Takes lines, and forgets them. */
export const silentLog: Log = { info: () => {}, warn: () => {}, status: () => {} };

/** In what a client differs from one that a program has on the emulator. */
export interface ClientOptions {
  /** What the only source of credentials gives, one after the other; the last stays. Default: the emulator's key. */
  credentials?: readonly Credentials[];
  clock?: Clock;
  chance?: Chance;
  log?: Log;
  proxies?: Proxies;
  /** Comes between the client and the network. */
  onItsWay?: (transport: Transport) => Transport;
  signal?: AbortSignal | undefined;
}

/** The real client, on the service at an address. */
export function clientFor(
  endpoint: string,
  {
    credentials = [emulatorKey],
    clock = systemClock,
    chance = systemChance,
    log = silentLog,
    proxies = {},
    onItsWay = (transport) => transport,
    signal,
  }: ClientOptions = {},
): MediaService {
  const [last = emulatorKey] = credentials.slice(-1);
  const given = credentials.values();
  const context = createContext(
    {
      endpoint: () => new URL(endpoint),
      maxQps: () => defaults.maxQps,
      credentialsSources: () => [{ name: "test", load: async () => valid(given.next().value ?? last) }],
      proxies: () => proxies,
    },
    { clock, chance, log },
  );
  return createClient({ ...context, transport: onItsWay(context.transport) })(signal);
}
