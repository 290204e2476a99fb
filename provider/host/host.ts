import { setMaxListeners } from "node:events";
import { describeProblem, type Problem } from "../cover/problem";
import { regionPattern } from "../cover/regions";
import { type Configuration, type Environment, type GetConfig, readConfiguration } from "../config";
import type { Diff } from "../lifecycle/change";
import type { CheckResult } from "../lifecycle/checkArguments";
import { holdKeptCovers } from "../lifecycle/heldCovers";
import {
  coverSnapshot,
  type Lifecycle,
  mediaCover,
  mediaCoverSet,
  type Properties,
} from "../lifecycle/lifecycle";
import { Locks } from "../lifecycle/locks";
import type { Ports } from "../lifecycle/ports";
import type { ReadResult } from "../lifecycle/read";
import type { Inputs, Outputs } from "../lifecycle/resource";
import type { SetInputs, SetOutputs } from "../lifecycle/set/resource";
import type { SnapshotInputs, SnapshotOutputs } from "../lifecycle/snapshot/resource";
import type { Lookups } from "../lookup/findMedia";
import { defaults } from "../mps/limits";
import type { Chance, Clock, Log } from "../mps/ports";
import type { Connect } from "./connect";
import type { EngineLog } from "./engineLog";
import { guarded } from "./guard";
import { ProgressLine, progressIntervalMs } from "./progress";

/**
 * One provider process: its settings, its connections, its pace and its progress line are shared by all resources, single
 * covers and sets alike. A door makes one host; tests make as many as they like.
 */

/** What a host has of the world. */
export interface HostOptions {
  log: Omit<EngineLog, "about">;
  clock: Clock;
  chance: Chance;
  /** Whether somebody sees progress as it is made; asked only when work lasts. */
  isOnTerminal: () => boolean;
  /** Default: that of the process, read anew at each use. */
  environment?: Environment;
}

/** One provider process. */
export interface Host {
  /**
   * Takes the configuration. Nothing is looked at, so nothing can fail. Connections made before keep what they were made
   * with.
   */
  configure(getConfig: GetConfig): void;
  mediaCover: ResourceMethods<Inputs, Outputs>;
  mediaCoverSet: ResourceMethods<SetInputs, SetOutputs>;
  coverSnapshot: ResourceMethods<SnapshotInputs, SnapshotOutputs>;
  /**
   * Does work with videos outside of any resource, under the same promises as a method of one.
   *
   * @param name What the work is called, for errors.
   */
  lookUp<T>(name: string, work: (lookups: Lookups) => Promise<T>, context?: CallContext): Promise<T>;
}

/**
 * The methods of one type of resource. Each ends within its deadline, rejects with nothing but a plain Error, returns plain
 * JSON, and settles when the engine has heard what it had to say: a line that comes when the operation is over is lost.
 */
export interface ResourceMethods<AllInputs, AllOutputs> {
  check: (olds: Properties, news: Properties) => Promise<CheckResult>;
  diff: (id: string, olds: Properties, news: Properties, context?: CallContext) => Promise<Diff>;
  create: (news: Properties, context?: CallContext) => Promise<{ id: string; outs: AllOutputs }>;
  read: (id: string, olds: Properties, context?: CallContext) => Promise<ReadResult<AllInputs, AllOutputs>>;
  update: (
    id: string,
    olds: Properties,
    news: Properties,
    context?: CallContext,
  ) => Promise<{ outs: AllOutputs }>;
  delete: (id: string, olds: Properties, context?: CallContext) => Promise<void>;
}

/** What a door knows of one call besides its properties. */
export interface CallContext {
  /** Where lines about the resource go, its progress included. Default: the log and the progress line of the process. */
  log?: Log;
  /**
   * Aborted, with a CancelledError, when the user gives the operation up: no further call to the service is sent. A set
   * returns what was done and records the rest as not tried; whatever did nothing yet rejects.
   */
  cancelled?: AbortSignal;
}

/** What a timer can wait at most. */
const longestMs = 2 ** 31 - 1;

/** Makes everything that one provider process shares. */
export function createHost({ log, clock, chance, isOnTerminal, environment }: HostOptions): Host {
  const newProgressLine = (of: Log): ProgressLine =>
    new ProgressLine(clock, of, () => progressIntervalMs(isOnTerminal()));
  const progress = newProgressLine(log);
  const locks = new Locks();
  const held: Ports["held"] = new Set();
  const warnings = new Set<string>();
  let configuration = readConfiguration(() => undefined, environment);
  let connecting: Promise<Connect> | undefined;

  /** What the lifecycle works on, for one method: once its signal is aborted, nothing is written for it any more. */
  async function portsFor(signal: AbortSignal, { log: ownLog, cancelled }: CallContext = {}): Promise<Ports> {
    connecting ??= connectLate(configuration);
    const ended = cancelled === undefined ? signal : AbortSignal.any([signal, cancelled]);
    // Hundreds of calls of one set listen to it at once, which Node.js would take for a leak.
    setMaxListeners(0, ended);
    const line = ownLog === undefined ? progress : newProgressLine(ownLog);
    try {
      const connect = await connecting;
      return {
        service: connect(ended),
        log: ownLog ?? log,
        clock,
        held,
        locks,
        startProgress: (total) => line.start(total),
        cancelled,
      };
    } catch (error) {
      connecting = undefined;
      throw error;
    }
  }

  /** What reaches the network is loaded by the first call that needs it. */
  async function connectLate(using: Configuration): Promise<Connect> {
    const { connect } = await import("./connect.js");
    return connect(using, { clock, chance, log });
  }

  async function run<T>(...work: Parameters<typeof guarded<T>>): Promise<T> {
    try {
      return await guarded(...work);
    } finally {
      await log.heard();
    }
  }

  /** What is wrong with the settings; what is merely unusual is a warning, once. */
  function checkSettings(given: unknown): Problem[] {
    // A region that is not known yet, or is refused anyway, is not looked at.
    const region = typeof given === "string" && regionPattern.test(given) ? given : undefined;
    configuration.warnings(region).forEach(warnOnce);
    return configuration.problems(region);
  }

  function warnOnce(message: string): void {
    if (warnings.has(message)) return;
    warnings.add(message);
    log.warn(message);
  }

  function createMethods<AllInputs, AllOutputs>(
    lifecycle: Lifecycle<AllInputs, AllOutputs>,
  ): ResourceMethods<AllInputs, AllOutputs> {
    /** Time for every further cover even at the slowest pace (a twentieth of the full one), besides what any method may take. */
    const deadlineMs = (...properties: Properties[]): number => {
      const furtherCovers = Math.max(0, ...properties.map((each) => lifecycle.coverIds(each).length - 1));
      const atFullPaceMs = (furtherCovers / configuration.maxQps()) * 1000;
      return Math.min(longestMs, defaults.methodDeadlineMs + 20 * atFullPaceMs);
    };
    return {
      check: (olds, news) =>
        run("check", () => {
          const { inputs, problems } = lifecycle.check(news, configuration.defaultRegion());
          holdKeptCovers(held, lifecycle.coverIds(olds), lifecycle.coverIds(inputs));
          if (problems.length === 0)
            lifecycle.warnings(inputs).forEach((warning) => warnOnce(describeProblem(warning)));
          return { inputs, problems: [...problems, ...checkSettings(inputs["region"])] };
        }),
      diff: (_id, olds, news, context) => run("diff", () => lifecycle.diff(context?.log ?? log, olds, news)),
      create: (news, context) =>
        run(
          "create",
          async (signal) => lifecycle.create(await portsFor(signal, context), news),
          () => deadlineMs(news),
        ),
      read: (id, olds, context) =>
        run(
          "read",
          async (signal) => lifecycle.read(await portsFor(signal, context), id, olds),
          () => deadlineMs(olds),
        ),
      update: (_id, olds, news, context) =>
        run(
          "update",
          async (signal) => lifecycle.update(await portsFor(signal, context), olds, news),
          () => deadlineMs(olds, news),
        ),
      delete: (_id, olds, context) =>
        run(
          "delete",
          async (signal) => lifecycle.delete(await portsFor(signal, context), olds),
          () => deadlineMs(olds),
        ),
    };
  }

  return {
    configure(getConfig) {
      configuration = readConfiguration(getConfig, environment);
    },
    mediaCover: createMethods(mediaCover),
    mediaCoverSet: createMethods(mediaCoverSet),
    coverSnapshot: createMethods(coverSnapshot),
    lookUp: (name, work, context) =>
      run(name, (signal) =>
        work({
          defaultRegion: () => configuration.defaultRegion(),
          service: async () => (await portsFor(signal, context)).service,
        }),
      ),
  };
}
