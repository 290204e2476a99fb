import { type Emulator, type EmulatorOptions, startEmulator } from "../../../emulator/index";
import type { MediaService } from "../../../provider/mps/client";
import { TransportError } from "../../../provider/mps/errors";
import type { Transport } from "../../../provider/mps/ports";
import { clientFor } from "../../support/client";
import { seededRandom } from "../../support/seededRandom";
import { systemChance } from "../../../provider/host/system";
import { VirtualClock } from "../../support/virtualClock";

/** What happens to a request on its way: it goes somewhere else. */
export interface Misdirection {
  action: string;
  origin: string;
  /** For so many requests; may be Infinity. */
  times: number;
}

/** The service as the lifecycle sees it, and from behind. */
export interface TestedService {
  emulator: Emulator;
  clock: VirtualClock;
  /** A client as a new process has it. */
  connect: () => MediaService;
  misdirect: (misdirection: Misdirection | undefined) => void;
}

/** How a tested service may be unlike others. */
export interface TestedServiceOptions {
  emulator?: EmulatorOptions;
  /** How long an attempt may really take that may take 10 s by the clock. Default: as long. */
  realTimeoutMs?: number;
  seed?: number;
}

/**
 * Starts an emulator and the real client on it, over a socket, with virtual time. The caller closes the emulator.
 *
 * The emulator has the client's time, which stands still while a request is under way: so it counts no calls a second.
 */
export async function startTestedService(options: TestedServiceOptions = {}): Promise<TestedService> {
  const emulator = await startEmulator({ qps: Infinity, ...options.emulator });
  const clock = new VirtualClock();
  const chance = { ...systemChance, random: seededRandom(options.seed ?? 1) };
  let misdirection: Misdirection | undefined;

  const onItsWay = (transport: Transport): Transport => {
    const misdirected: Transport = async (request) => {
      const isHit =
        misdirection !== undefined &&
        misdirection.times > 0 &&
        request.headers["x-acs-action"] === misdirection.action;
      if (misdirection === undefined || !isHit) return transport(request);
      misdirection.times -= 1;
      return transport({ ...request, origin: misdirection.origin });
    };
    return (request) => {
      emulator.clock.set(clock.date());
      return clock.during(inLessTime(misdirected, request, clock, options.realTimeoutMs));
    };
  };
  const connect = (): MediaService => clientFor(emulator.url, { clock, chance, onItsWay });
  return { emulator, clock, connect, misdirect: (next) => void (misdirection = next) };
}

/** An attempt that comes to its end for want of an answer ends sooner than that, but has taken its time by the clock. */
async function inLessTime(
  transport: Transport,
  request: Parameters<Transport>[0],
  clock: VirtualClock,
  realTimeoutMs: number | undefined,
): ReturnType<Transport> {
  try {
    return await transport({ ...request, timeoutMs: realTimeoutMs ?? request.timeoutMs });
  } catch (error) {
    if (error instanceof TransportError && error.code === "ABORT_ERR") clock.advance(request.timeoutMs);
    throw error;
  }
}
