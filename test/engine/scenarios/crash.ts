import { expect, vi } from "vitest";
import type { Fault } from "../../../emulator/index";
import { isLong } from "../../support/long";
import { type DeclaredCover, errorsOf, newCalls, type Project, stepsOf } from "../../support/project";
import { coverOf, coversOf, liveCovers, openLibrary, upTo } from "./mediaCoverSet/library";
import type { Scenario } from "./scenario";
import { mediaIdFor } from "../../support/mediaIds";

/** A provider's process that is killed, at each point between two of its calls, in each step. */

/** Longer than any test: the process is dead by then. */
const neverMs = 600_000;

/** The work is done, and nobody hears so. */
export const unheard: Fault = { kind: "latency", latencyMs: neverMs };

/** A moment between two calls, and how the process is held there. */
export interface Point {
  name: string;
  action: string;
  fault: Fault;
}
const beforeItLooks: Point = {
  name: "before it has looked",
  action: "QueryMediaList",
  fault: { kind: "hang" },
};
const beforeItWrites: Point = {
  name: "before its write has arrived",
  action: "UpdateMediaCover",
  fault: { kind: "hang" },
};
const afterItWrote: Point = {
  name: "after its write, before it heard so",
  action: "UpdateMediaCover",
  fault: unheard,
};

type Declared = Record<string, DeclaredCover>;

/** What the process does when it is killed: from these resources to those. */
interface CrashedStep {
  name: string;
  media: number;
  from: Declared;
  to: Declared;
  /** The version of the covers in the end. */
  version: string;
  /** Part of the short form. */
  isShort?: true;
}

const restore = { onDelete: "restore" };
const cover = (version: string): Declared => ({
  trailer: { mediaId: mediaIdFor(1), coverUrl: coverOf(1, version), ...restore },
});
const set = (version: string): Declared => ({
  library: { covers: coversOf(upTo(3), version), ...restore },
});
const steps: readonly CrashedStep[] = [
  { name: "creating a cover", media: 1, from: {}, to: cover("first"), version: "first", isShort: true },
  { name: "updating a cover", media: 1, from: cover("first"), to: cover("second"), version: "second" },
  { name: "putting back a cover", media: 1, from: cover("first"), to: {}, version: "before", isShort: true },
  { name: "creating a set", media: 3, from: {}, to: set("first"), version: "first", isShort: true },
  { name: "updating a set", media: 3, from: set("first"), to: set("second"), version: "second" },
  { name: "putting back a set", media: 3, from: set("first"), to: {}, version: "before" },
];

/** All of them in the long form. Else the point that nobody can know of, in some; interruption.test.ts has more. */
const crashes: readonly (readonly [CrashedStep, Point])[] = isLong
  ? steps.flatMap((step) =>
      [beforeItLooks, beforeItWrites, afterItWrote].map((point) => [step, point] as const),
    )
  : steps.filter(({ isShort }) => isShort).map((step) => [step, afterItWrote] as const);

export const crashScenarios: readonly Scenario[] = crashes.map(([step, point]) => ({
  name: `a provider that is killed while ${step.name}, ${point.name}: the same up ends it, and the next one has nothing to do`,
  needsProcesses: true,
  run: ({ open }) => crash(step, point, () => openManaged(open, step.media)),
}));

/** Media that have covers already. */
export function openManaged(open: Parameters<typeof openLibrary>[0], count: number): Promise<Project> {
  const seed = upTo(count).map((index) => ({ mediaId: mediaIdFor(index), cover: coverOf(index, "before") }));
  return openLibrary(open, count, { emulator: { seed } });
}

async function crash(step: CrashedStep, point: Point, open: () => Promise<Project>): Promise<void> {
  const project = await open();
  const { stack, emulator, declare } = project;
  const media = upTo(step.media);
  const covers = (version: string): string[] => media.map((index) => coverOf(index, version));
  declare(step.from);
  expect(errorsOf(await stack.up())).toBe("");

  newCalls(emulator);
  declare(step.to);
  await upUntil(point, project);

  expect(errorsOf(await stack.up())).toBe("");
  expect(liveCovers(project, media)).toEqual(covers(step.version));
  newCalls(emulator);
  const quiet = await stack.up();
  expect([errorsOf(quiet), newCalls(emulator)]).toEqual(["", {}]);
  expect(stepsOf(quiet)).toEqual(Object.keys(step.to).map((name) => `same ${name}`));
}

/** Begins an `up`, and kills the provider's process at a point of it. */
export async function upUntil({ action, fault }: Point, { stack, emulator }: Project): Promise<void> {
  emulator.faults.add({ action, fault, times: Infinity });
  const pids: number[] = [];
  const cutOff = stack.up({ onProviderStarted: (pid) => pids.push(pid) });
  await vi.waitFor(() => expect(emulator.requests.count(action)).toBeGreaterThan(0), { timeout: 60_000 });
  for (const pid of pids) process.kill(pid, "SIGKILL");
  expect((await cutOff).succeeded).toBe(false);
  emulator.faults.clear();
}
