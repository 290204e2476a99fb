import type { Cell } from "./cells";
import { type Outcome, repetitions } from "./faults";
import type { Surroundings } from "./operations";
import { coverUrlOf, falseClaims, indices, liveCover, seedOf } from "./support/library";
import { type Failures, ProgramStack } from "./support/programStack";
import { startTestedService, type TestedService } from "./support/service";
import { mediaIdFor } from "../support/mediaIds";

/** Media in the service; a step is about one of them, or about all. */
const mediaCount = 4;
const versions = ["before", "first", "second", "other"];
/** An attempt that gets no answer takes so long, and 10 s by the clock. */
const realTimeoutMs = 500;

/** What is not as it must be. */
export interface Finding {
  kind: "outcome" | "advice" | "wrong" | "false claim" | "lost" | "not mended" | "not quiet";
  cell: string;
  detail: string;
}

/** Plays a cell from the beginning to the end, and looks at the service from behind after each step. */
export async function runCell(cell: Cell): Promise<Finding[]> {
  const service = await startTestedService({
    emulator: { seed: seedOf(mediaCount), random: evenly(cell) },
    ...(cell.isSlow && { realTimeoutMs }),
  });
  try {
    const stack = new ProgramStack(service.connect);
    return await play(cell, { service, stack });
  } finally {
    await service.emulator.close();
  }
}

async function play(cell: Cell, surroundings: Surroundings): Promise<Finding[]> {
  const { service, stack } = surroundings;
  const { operation, expected } = cell;
  const findings: Finding[] = [];
  const find = (kind: Finding["kind"], details: readonly string[]): void => {
    findings.push(...details.map((detail) => ({ kind, cell: cell.name, detail })));
  };
  if (operation.before !== undefined) find("outcome", toldBy(await stack.up(operation.before)));
  operation.meanwhile?.(surroundings);

  beginFault(cell, service);
  const failures = await operation.run(surroundings);
  endFault(service);
  const outcome = outcomeOf(cell, surroundings, failures);
  if (outcome !== expected) find("outcome", [`is ${outcome}, not ${expected}: ${toldBy(failures).join()}`]);
  find(
    "advice",
    toldBy(failures).filter((message) => !advises(message)),
  );
  find(
    "wrong",
    covers(service).filter((url) => !isKnown(url)),
  );
  const claimsOf = (run: Failures): string[] =>
    falseClaims(service.emulator, stack, run).map((claim) => JSON.stringify(claim));
  find("false claim", claimsOf(failures));

  if (expected === "error") {
    const again = await operation.run(surroundings);
    find("not mended", [...toldBy(again), ...notAt(operation.version, surroundings, cell)]);
  }
  find("not mended", toldBy(await stack.up(operation.after)));
  find("false claim", claimsOf(new Map()));
  service.emulator.requests.clear();
  find("not quiet", toldBy(await stack.up(operation.after)));
  find("not quiet", Object.keys(service.emulator.requests.countByAction()));
  // What the service said was gone has been let go of, with what it had before.
  if (expected !== "gone") {
    await stack.destroy();
    find("lost", notAt("before", surroundings, cell));
  }
  return findings;
}

function beginFault({ cause, operation: { action }, repetition }: Cell, service: TestedService): void {
  const times = repetitions[repetition];
  if ("fault" in cause) service.emulator.faults.add({ ...cause, action, times });
  else {
    const origin = "origin" in cause ? cause.origin : service.emulator.url.replace("http:", "https:");
    service.misdirect({ action, origin, times });
  }
}

function endFault(service: TestedService): void {
  service.emulator.faults.clear();
  service.misdirect(undefined);
}

/** Chance that is spread evenly: of ten calls, or of a hundred, exactly as many as the probability says, and the first ones. */
function evenly({ cause }: Cell): () => number {
  const cycle = "fault" in cause && cause.probability === 0.01 ? 100 : 10;
  let drawn = -1;
  return () => (++drawn % cycle) / cycle;
}

const toldBy = (failures: Failures): string[] =>
  [...failures].map(([name, message]) => `${name}: ${message}`);

/** Says of which video, or file, and what to do. */
const advises = (message: string): boolean =>
  /What to do: \S.*\.$|check the id|check its bucket/m.test(message) && /[0-9a-f]{32}|\.mp4/.test(message);

const coverUrls = new Set(
  versions.flatMap((version) => indices(mediaCount).map((index) => coverUrlOf(index, version))),
);
const isKnown = (url: string): boolean => coverUrls.has(url);

const covers = ({ emulator }: TestedService): string[] =>
  indices(mediaCount).map((index) => liveCover(emulator, mediaIdFor(index)));

/** Media of the step whose live cover is of another version. */
function notAt(version: string, { service }: Surroundings, { operation }: Cell): string[] {
  return indices(operation.of === "set" ? mediaCount : 1)
    .filter((index) => liveCover(service.emulator, mediaIdFor(index)) !== coverUrlOf(index, version))
    .map((index) => `video ${index} has ${liveCover(service.emulator, mediaIdFor(index))}, not ${version}`);
}

/** What a step came to, as the user and the service's own store tell it. */
function outcomeOf(cell: Cell, surroundings: Surroundings, failures: Failures): Outcome | "not so" {
  const { operation } = cell;
  const told = toldBy(failures).join("\n");
  const isDone = notAt(operation.version, surroundings, cell).length === 0;
  const { stack } = surroundings;
  if (/does not exist|MediaNotFound|no video in region/.test(told)) return "gone";
  if (failures.size > 0) return "error";
  const recordIsAsTold = operation.step !== "delete" && (operation.of === "lookup" || stack.state.size === 1);
  if (operation.step === "read" && !isComplete(cell, stack)) return "gone";
  if (operation.step === "delete") return stack.state.size > 0 ? "not so" : isDone ? "right" : "gone";
  return isDone && recordIsAsTold ? "right" : "not so";
}

/** Everything that was managed still is. */
function isComplete({ operation }: Cell, { state }: ProgramStack): boolean {
  const claimed = [...state.values()].flatMap(({ kind, outs }) => Object.keys(kind.claims(outs)));
  return claimed.length === (operation.of === "set" ? mediaCount : 1);
}
