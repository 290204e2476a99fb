import { type Cell, cellsOf } from "./cells";
import { type Outcome, repetitions } from "./faults";
import type { Operation, Surroundings } from "./operations";
import type { Door } from "./support/kinds";
import { seedOf } from "./support/library";
import { type Failures, ProgramStack } from "./support/programStack";
import { startTestedService, type TestedService } from "./support/service";
import { type View, viewCovers, viewPictures } from "./support/view";

/** Media in the service; a step is about one of them, or about all. */
const mediaCount = 4;
/** An attempt that gets no answer takes so long, and 10 s by the clock. */
const realTimeoutMs = 1_000;

/** What is not as it must be. */
export interface Finding {
  kind: "outcome" | "advice" | "wrong" | "false claim" | "lost" | "not mended" | "not quiet";
  cell: string;
  detail: string;
}

/** Cells that are played at a time; most of their time they wait for the network. */
const atOnce = 12;

/** Plays all cells of a step. */
export async function runCells(operation: Operation, door: Door): Promise<Finding[]> {
  const findings: Finding[] = [];
  const remaining = cellsOf(operation).values();
  const player = async (): Promise<void> => {
    for (const cell of remaining) findings.push(...(await runCell(cell, door)));
  };
  await Promise.all(Array.from({ length: atOnce }, player));
  return findings;
}

/** Plays a cell from the beginning to the end, and looks at the service from behind after each step. */
async function runCell(cell: Cell, door: Door): Promise<Finding[]> {
  const service = await startTestedService({
    emulator: { seed: seedOf(mediaCount), random: evenly(cell), ...cell.operation.emulator },
    ...(cell.isSlow && { realTimeoutMs }),
  });
  try {
    const stack = new ProgramStack(service.connect, door);
    return await play(cell, { service, stack });
  } finally {
    await service.emulator.close();
  }
}

async function play(cell: Cell, surroundings: Surroundings): Promise<Finding[]> {
  const { service, stack } = surroundings;
  const { operation, expected } = cell;
  const view = viewOf(cell, surroundings);
  const findings: Finding[] = [];
  const find = (kind: Finding["kind"], details: readonly string[]): void => {
    findings.push(...details.map((detail) => ({ kind, cell: cell.name, detail })));
  };
  if (operation.before !== undefined) find("outcome", toldBy(await stack.up(operation.before)));
  operation.meanwhile?.(surroundings);

  beginFault(cell, service);
  const failures = await operation.run(surroundings);
  endFault(service);
  const isDone = (await view.notAt(operation.version)).length === 0;
  const outcome = outcomeOf(cell, stack, { failures, isDone });
  if (outcome !== expected) find("outcome", [`is ${outcome}, not ${expected}: ${toldBy(failures).join()}`]);
  find(
    "advice",
    toldBy(failures).filter((message) => !advises(message)),
  );
  find("wrong", await view.unknown());
  find("false claim", await view.falseClaims(failures));

  if (expected === "error") {
    const again = await operation.run(surroundings);
    find("not mended", [...toldBy(again), ...(await view.notAt(operation.version))]);
  }
  find("not mended", toldBy(await stack.up(operation.after)));
  find("false claim", await view.falseClaims(new Map()));
  service.emulator.requests.clear();
  find("not quiet", toldBy(await stack.up(operation.after)));
  find("not quiet", Object.keys(service.emulator.requests.countByAction()));
  // What the service said was gone has been let go of, with what it had before.
  if (expected !== "gone") {
    await stack.destroy();
    find("lost", await view.notAt("before"));
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

function viewOf({ operation: { of } }: Cell, { service: { emulator }, stack }: Surroundings): View {
  if (of === "snapshot") return viewPictures(emulator, stack);
  return viewCovers(emulator, stack, { wanted: of === "set" ? mediaCount : 1, all: mediaCount });
}

/** What a step came to, as the user and the service's own store tell it. */
function outcomeOf(
  cell: Cell,
  stack: ProgramStack,
  { failures, isDone }: { failures: Failures; isDone: boolean },
): Outcome | "not so" {
  const { operation } = cell;
  const told = toldBy(failures).join("\n");
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
