import { type CatalogueEntry, catalogueBytes, withChanged } from "./catalogue.ts";
import type { CommandOutcome, Contender, Session } from "./contenders/contender.ts";
import { type BenchEmulator, startBenchEmulator } from "./emulator.ts";
import type { Engine } from "./engine.ts";
import type { Options, Window } from "./options.ts";

/** What one command of a contender took and did. */
export interface Measurement extends CommandOutcome {
  /** From the first call received to the last answer; 0 for no call. */
  serviceSeconds: number;
  calls: number;
  callsByAction: Readonly<Record<string, number>>;
  /** Answers other than success. */
  refused: number;
  /** Covers of the whole catalogue that are not as wanted afterwards. */
  wrong: number;
  /** The most calls of one operation within any 1,000 ms. */
  peakPerSecond: number;
}

/** What the same stack did after its first `up`. */
export interface LaterRuns {
  /** `up` with nothing changed. */
  second: Measurement;
  /** `preview --diff` with one cover changed; without `--diff` on the test engine. */
  preview: Measurement;
  /** `up` with one cover of a hundred changed. */
  changed: Measurement;
  /** How many covers that was. */
  changedCovers: number;
  /** Writes that were missing, too many, or of other covers. */
  strayWrites: number;
  refresh: Measurement;
  /** From the start of the provider's process to its first answer. */
  firstAnswerSeconds: number;
  stateBytes: number;
  catalogueBytes: number;
}

/** All that is known of one contender at one setting. */
export interface ContenderResult {
  contender: Contender;
  window: Window;
  n: number;
  up: Measurement;
  /** Undefined for a contender that has none at this N, or whose first `up` failed. */
  later: LaterRuns | undefined;
}

/** Where a contender is measured. */
export interface Setting extends Pick<Options, "latencyMs" | "jitterMs"> {
  window: Window;
  catalogue: readonly CatalogueEntry[];
  engine: Engine;
}

/** Runs a contender against an emulator of its own. */
export async function measureContender(contender: Contender, setting: Setting): Promise<ContenderResult> {
  const { catalogue, engine, latencyMs, jitterMs: latencyJitterMs, window } = setting;
  const emulator = await startBenchEmulator(catalogue, { latencyMs, latencyJitterMs, window });
  try {
    const session = await contender.open(emulator, engine);
    try {
      const up = await measure(emulator, catalogue, () => session.apply(catalogue));
      const hasLater = catalogue.length <= contender.laterRunsUpTo && up.failure === undefined;
      const later = hasLater ? await measureLaterRuns(emulator, session, catalogue) : undefined;
      return { contender, window, n: catalogue.length, up, later };
    } finally {
      await session.close();
    }
  } finally {
    await emulator.close();
  }
}

async function measureLaterRuns(
  emulator: BenchEmulator,
  session: Session,
  catalogue: readonly CatalogueEntry[],
): Promise<LaterRuns> {
  const { preview, refresh, stateBytes, firstAnswerSeconds } = session;
  if (!preview || !refresh || !stateBytes || !firstAnswerSeconds)
    throw new Error("this contender has no later runs");
  // Before anything else: the state as the first `up` left it.
  const size = stateBytes();
  const second = await measure(emulator, catalogue, () => session.apply(catalogue));
  const { changed: oneChanged } = withChanged(catalogue, { each: Infinity });
  // Nothing is written, so what is wanted is still the first.
  const previewed = await measure(emulator, catalogue, () => preview(oneChanged));
  const { changed: wanted, changedIds } = withChanged(catalogue, { each: 100 });
  const changed = await measure(emulator, wanted, () => session.apply(wanted));
  const strayWrites = differences(await emulator.writes(), changedIds);
  return {
    second,
    preview: previewed,
    changed,
    changedCovers: changedIds.length,
    strayWrites,
    refresh: await measure(emulator, wanted, refresh),
    firstAnswerSeconds: await firstAnswerSeconds(),
    stateBytes: size,
    catalogueBytes: catalogueBytes(catalogue),
  };
}

async function measure(
  emulator: BenchEmulator,
  wanted: readonly CatalogueEntry[],
  run: () => Promise<CommandOutcome>,
): Promise<Measurement> {
  await emulator.clear();
  const outcome = await run();
  const { callsByAction, answersByCode, peakPerSecond, serviceSeconds } = await emulator.traffic();
  const covers = await emulator.covers();
  const { OK: _succeeded, ...refusals } = answersByCode;
  return {
    ...outcome,
    serviceSeconds,
    calls: sum(callsByAction),
    callsByAction,
    refused: sum(refusals),
    wrong: wanted.filter(({ mediaId, wire }) => covers[mediaId] !== wire).length,
    peakPerSecond,
  };
}

const sum = (counts: Readonly<Record<string, number>>): number =>
  Object.values(counts).reduce((total, count) => total + count, 0);

/** In how many places two lists differ as bags: what one has more often than the other. */
export function differences(left: readonly string[], right: readonly string[]): number {
  const balance = new Map<string, number>();
  for (const each of left) balance.set(each, (balance.get(each) ?? 0) + 1);
  for (const each of right) balance.set(each, (balance.get(each) ?? 0) - 1);
  return [...balance.values()].reduce((total, count) => total + Math.abs(count), 0);
}
