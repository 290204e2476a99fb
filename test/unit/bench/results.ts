import { contenders } from "../../../bench/contenders/index.ts";
import type { ContenderName } from "../../../bench/contenders/names.ts";
import type { ContenderResult, LaterRuns, Measurement } from "../../../bench/measure.ts";

/** A run in which all went well. */
export const goodRun: Measurement = {
  seconds: 12,
  memoryBytes: 150e6,
  failure: undefined,
  serviceSeconds: 10.3,
  calls: 1100,
  callsByAction: { UpdateMediaCover: 1000, QueryMediaList: 100 },
  refused: 0,
  wrong: 0,
  peakPerSecond: 98,
};

/** Later runs in which all went well, of 1,000 covers. */
export const goodLater: LaterRuns = {
  second: { ...goodRun, calls: 0, serviceSeconds: 0, seconds: 3 },
  preview: { ...goodRun, calls: 0, serviceSeconds: 0, seconds: 3 },
  changed: { ...goodRun, calls: 11 },
  changedCovers: 10,
  strayWrites: 0,
  refresh: { ...goodRun, calls: 100, serviceSeconds: 1.02 },
  firstAnswerSeconds: 0.3,
  stateBytes: 300_000,
  catalogueBytes: 100_000,
};

/** What a contender might have been measured with. */
export function resultOf(
  name: ContenderName,
  up: Partial<Measurement> = {},
  later: LaterRuns | undefined = goodLater,
): ContenderResult {
  const contender = contenders.find((each) => each.name === name);
  if (contender === undefined) throw new Error(`no contender ${name}`);
  return { contender, window: "sliding", n: 1000, up: { ...goodRun, ...up }, later };
}
