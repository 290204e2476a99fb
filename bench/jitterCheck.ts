import { catalogueOf } from "./catalogue.ts";
import { callsPerSecond } from "./columns.ts";
import { contenders } from "./contenders/index.ts";
import type { Engine } from "./engine.ts";
import { number, ratio, seconds } from "./format.ts";
import { type ContenderResult, measureContender } from "./measure.ts";
import type { Options } from "./options.ts";
import { terminalRow, type Table } from "./table.ts";

/** Latencies at which nothing may be refused. */
const latenciesMs = [0, 30, 300] as const;

/** How much earlier or later a call may arrive than its latency says. */
export const jitterMs = 20;

const columns = ["window, latency ± jitter", "refused", "wrong", "service s", "÷ limit", "peak/s"] as const;

/** What the check found. */
export interface JitterFindings {
  table: Table;
  /** Nothing was refused, no cover is wrong, no run failed. */
  passed: boolean;
}

/** Sets a catalogue's covers with MediaCoverSet at several latencies, with jitter, and prints a line each. */
export async function checkJitter({ n, windows }: Options, engine: Engine): Promise<JitterFindings> {
  const contender = contenders.find(({ name }) => name === "media-cover-set");
  if (contender === undefined) throw new Error("there is no contender media-cover-set");
  // Its first `up` only.
  const firstUp = { ...contender, laterRunsUpTo: 0 };
  const rows: string[][] = [];
  let passed = true;
  console.log(terminalRow(columns, 26, 9));
  for (const window of windows) {
    for (const latencyMs of latenciesMs) {
      const setting = { catalogue: catalogueOf(n), engine, window, latencyMs, jitterMs };
      const result = await measureContender(firstUp, setting);
      const row = jitterRow(result, latencyMs);
      rows.push(row);
      console.log(terminalRow(row, 26, 9));
      if (result.up.failure !== undefined) console.log(`   ${result.up.failure}`);
      passed &&= result.up.refused === 0 && result.up.wrong === 0 && result.up.failure === undefined;
    }
  }
  return { table: { head: columns, rows }, passed };
}

const jitterRow = ({ window, n, up }: ContenderResult, latencyMs: number): string[] => [
  `${window}, ${latencyMs} ± ${jitterMs} ms`,
  number(up.refused),
  number(up.wrong),
  seconds(up.serviceSeconds),
  ratio(up.serviceSeconds, n / callsPerSecond),
  number(up.peakPerSecond),
];
