import { defaultBehaviour, type Behaviour } from "./behaviour";
import { readAccessKeys, type AccessKeys, type EmulatorAccessKey } from "./gateway/accessKeys";
import { gatewayChecks } from "./gateway/checkNames";
import type { RateWindow } from "./gateway/rateLimiter";
import { regionPattern, type MediaSeed } from "./media/media";
import { EmulatorOptionError } from "./optionError";
import { Buckets, type BucketSeed } from "./pictures/buckets";
import { PictureFolder } from "./pictures/pictureFolder";
import type { PipelineSeed } from "./snapshots/pipelines";

/** How an emulator is started. Everything has a default. */
export interface EmulatorOptions {
  /** TCP port. Default 0: any free one. */
  port?: number | undefined;
  /** `127.0.0.1` (default), `::1` or `localhost`: others are refused. */
  host?: string | undefined;
  /** The region of requests that name none, and of seeds that name none. Default `cn-hangzhou`. */
  region?: string | undefined;
  /** The access keys that are accepted. Default: one key, `testid` with the secret `testsecret`. */
  accessKeys?: readonly EmulatorAccessKey[] | undefined;
  /** The videos to begin with, or the path of a JSON file with an array of them. Default none. */
  seed?: readonly MediaSeed[] | string | undefined;
  /**
   * A file to keep the videos in. If it exists, it is used instead of the seed, because it holds what became of it. Every
   * change is in the file before it is answered, and a killed emulator leaves a complete file. Default: the videos are lost
   * when the emulator closes.
   */
  dataFile?: string | undefined;
  /**
   * A folder to serve as OSS does, `<bucket>/<key>`: `covers/trailer.jpg` there is the object at
   * `<emulator.url>/oss/covers/trailer.jpg`, and, for clients whose proxy is the emulator, at
   * `http://covers.oss-<region>.aliyuncs.com/trailer.jpg`. Files may come and go at any time. Default none.
   */
  pictures?: string | undefined;
  /**
   * Buckets of OSS: which of them the service may read and write, and whether everybody may fetch their objects. Default:
   * each bucket is there, in any region, and nothing is forbidden.
   */
  buckets?: readonly BucketSeed[] | undefined;
  /** Queues for jobs. Default: one in each region, as in the service. */
  pipelines?: readonly PipelineSeed[] | undefined;
  /**
   * Calls a second of each operation by one account; Infinity for no limit. Default as documented: 100, of
   * SubmitSnapshotJob 50.
   */
  qps?: number | undefined;
  /**
   * How the calls of a second are counted. The service does not document it. Default `sliding`, the stricter way: a client
   * that it never refuses is never refused by `fixed` either.
   */
  window?: RateWindow | undefined;
  /**
   * The duration of every call, in milliseconds of the machine's clock: half of it passes before the call is verified and
   * counted, half of it after. Default 0.
   */
  latencyMs?: number | undefined;
  /**
   * Random variation of the way in, in milliseconds, in both directions: calls that leave evenly do not arrive evenly.
   * Default 0.
   */
  latencyJitterMs?: number | undefined;
  /** What the service leaves undocumented: see {@link Behaviour}. */
  behaviour?: Partial<Behaviour> | undefined;
  /**
   * The source of randomness for latency jitter and the probability of faults: returns a number in [0, 1). Default
   * `Math.random`.
   */
  random?: (() => number) | undefined;
}

/** The options with their defaults, checked. */
export interface Settings {
  port: number;
  host: string;
  region: string;
  accessKeys: AccessKeys;
  seed: readonly MediaSeed[] | string;
  dataFile: string | undefined;
  pictures: PictureFolder | undefined;
  buckets: Buckets;
  pipelines: readonly PipelineSeed[] | undefined;
  qps: number | undefined;
  window: RateWindow;
  latencyMs: number;
  latencyJitterMs: number;
  behaviour: Behaviour;
  random: () => number;
}

/** The access key that an emulator accepts by default. */
export const defaultAccessKey = { accessKeyId: "testid", accessKeySecret: "testsecret" } as const;

/** The region of requests and seeds that name none. */
export const defaultRegion = "cn-hangzhou";

/** @throws EmulatorOptionError naming the option, its value and the rule */
export function readOptions(options: EmulatorOptions): Settings {
  return {
    port: checkedNumber("port", options.port ?? 0, (port) => Number.isInteger(port) && port <= 65_535),
    host: options.host ?? "127.0.0.1",
    region: checkedRegion(options.region ?? defaultRegion),
    accessKeys: readAccessKeys(options.accessKeys ?? [defaultAccessKey]),
    seed: options.seed ?? [],
    dataFile: options.dataFile,
    pictures: options.pictures === undefined ? undefined : new PictureFolder(options.pictures),
    buckets: new Buckets(options.buckets, options.region ?? defaultRegion),
    pipelines: options.pipelines,
    qps: options.qps === undefined ? undefined : checkedNumber("qps", options.qps, (qps) => qps >= 1),
    window: options.window ?? "sliding",
    latencyMs: checkedNumber("latencyMs", options.latencyMs ?? 0, Number.isFinite),
    latencyJitterMs: checkedNumber("latencyJitterMs", options.latencyJitterMs ?? 0, Number.isFinite),
    behaviour: readBehaviour(options.behaviour ?? {}),
    random: options.random ?? Math.random,
  };
}

function checkedRegion(region: string): string {
  if (!regionPattern.test(region)) {
    throw new EmulatorOptionError(`options.region: "${region}" is not a region id such as ${defaultRegion}`);
  }
  return region;
}

function checkedNumber(name: string, value: number, isAllowed: (value: number) => boolean): number {
  if (!(value >= 0 && isAllowed(value))) {
    throw new EmulatorOptionError(`options.${name}: ${value} is not allowed`);
  }
  return value;
}

function readBehaviour(behaviour: Partial<Behaviour>): Behaviour {
  const unknown = Object.keys(behaviour).find((name) => !Object.hasOwn(defaultBehaviour, name));
  if (unknown !== undefined) {
    const known = Object.keys(defaultBehaviour).join(", ");
    throw new EmulatorOptionError(`options.behaviour: there is no "${unknown}", only ${known}`);
  }
  const settings = { ...defaultBehaviour, ...behaviour };
  if (settings.checkOrder.toSorted().join() !== gatewayChecks.toSorted().join()) {
    throw new EmulatorOptionError(
      `options.behaviour.checkOrder: must have each of ${gatewayChecks.join(", ")} once`,
    );
  }
  return settings;
}
