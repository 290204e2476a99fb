import fc from "fast-check";
import { expect } from "vitest";
import type { Cause } from "../faults";
import type { Operation, Surroundings } from "../operations";
import { coverUrlOf, type FalseClaim, indexOf, indices, liveCover, staleClaims } from "../support/library";
import type { Failures } from "../support/programStack";
import type { Death } from "../support/mortal";
import { allowedAfterUp, type Holder, mediaCount, type Model, programOf } from "./model";
import { mediaIdFor } from "../../support/mediaIds";

/** What may happen, in any order. Each looks at the service from behind. */
export type Command = fc.AsyncCommand<Model, Surroundings>;

const command = (
  name: string,
  run: (model: Model, real: Surroundings) => Promise<void>,
  check: (model: Readonly<Model>) => boolean = () => true,
): Command => ({ check, run, toString: () => name });

/** A cover that the program begins to want, or wants in another way. */
const edit = (index: number, holder: Holder): Command =>
  command(`${index} is ${Object.values(holder).join(", ")}`, async (model) => {
    const before = model.held[index];
    if (before !== undefined && before.holder !== holder.holder) model.simple.delete(index);
    model.held[index] = holder;
    model.known[index]?.add(coverUrlOf(index, holder.version));
  });

const removeFromProgram = (index: number): Command =>
  command(
    `${index} is not managed`,
    async (model) => {
      model.held[index] = undefined;
      model.simple.delete(index);
    },
    ({ held }) => held[index] !== undefined,
  );

const changeSet = (onDelete: Model["setOnDelete"]): Command =>
  command(`the set has ${onDelete}`, async (model) => void (model.setOnDelete = onDelete));

/** The console, or a workflow, sets a cover. */
const drift = (index: number, version: string): Command =>
  command(`somebody sets ${version} on ${index}`, async (model, { service }) => {
    service.emulator.media.setCover(mediaIdFor(index), coverUrlOf(index, version));
    model.known[index]?.add(coverUrlOf(index, version));
    model.unseen.add(index);
    model.simple.delete(index);
  });

/** All is as the program wants; the state says what is so; the next run makes no call. */
const up: Command = command("up", async (model, real) => {
  const { service, stack } = real;
  const allowed = allowedAfterUp(model, stack, service.emulator);
  expect(await stack.up(programOf(model))).toEqual(new Map());
  for (const [index, urls] of allowed.entries()) {
    const live = liveCover(service.emulator, mediaIdFor(index));
    expect([...urls], `video ${index}`).toContain(live);
    if (live !== wantedOf(model, index)) continue;
    model.unseen.delete(index);
    model.foreign.delete(index);
  }
  expectTruth(model, real);
  service.emulator.requests.clear();
  expect(await stack.up(programOf(model))).toEqual(new Map());
  expect(service.emulator.requests.countByAction()).toEqual({});
});

const refresh: Command = command("refresh", async (model, real) => {
  const { service, stack } = real;
  for (const { mediaId } of staleClaims(service.emulator, stack)) model.foreign.add(indexOf(mediaId));
  expect(await stack.refresh()).toEqual(new Map());
  model.unseen.clear();
  expectTruth(model, real);
});

/** A run, or a refresh, while calls fail. It may come to its end or not; nothing may be claimed that is not so. */
const faulty = (name: string, fault: FaultyRun): Command =>
  command(`${name} while ${JSON.stringify(fault)}`, async (model, real) => {
    const { service, stack } = real;
    const { cause, action, times } = fault;
    if ("fault" in cause) service.emulator.faults.add({ ...cause, action, times });
    const failures = await (name === "up" ? stack.up(programOf(model)) : stack.refresh());
    service.emulator.faults.clear();
    afterBadRun(model, real, failures);
  });

/** A run whose process dies. */
const crash = (death: Death): Command =>
  command(
    `up dies after ${death.afterCalls} calls${death.isDone ? ", one of them unheard" : ""}`,
    async (model, real) => {
      afterBadRun(model, real, await real.stack.up(programOf(model), death));
    },
  );

/**
 * What failed may have been done, as the user was told; what the run was to delete at its end may be somebody's by now. If
 * the program then goes back to what is recorded, only a refresh sees it.
 */
function afterBadRun(model: Model, real: Surroundings, failures: Failures): void {
  if (failures.size > 0) model.simple.clear();
  // How far it came, only the record knows.
  model.foreign.clear();
  const { service, stack } = real;
  const told = (resource: string): boolean =>
    failures.has(resource) || (failures.size > 0 && !Object.hasOwn(programOf(model), resource));
  const stale = staleClaims(service.emulator, stack).filter(({ resource }) => told(resource));
  const isBroken = ({ resource }: FalseClaim): boolean =>
    stack.state.get(resource)?.kind.failuresOf(stack.state.get(resource)?.outs ?? {}) === undefined;
  for (const { mediaId } of stale.filter(isBroken)) model.unseen.add(indexOf(mediaId));
  expectTruth(model, real);
}

interface FaultyRun {
  cause: Cause;
  action: Operation["action"];
  times: number;
}

const wantedOf = ({ held }: Model, index: number): string | undefined => {
  const version = held[index]?.version;
  return version === undefined ? undefined : coverUrlOf(index, version);
};

/** No cover is one that nobody wanted, and the state claims nothing that is not so, but where somebody else changed it since. */
function expectTruth(model: Model, { service, stack }: Surroundings): void {
  const wrong = indices(mediaCount).filter(
    (index) => model.known[index]?.has(liveCover(service.emulator, mediaIdFor(index))) !== true,
  );
  expect(wrong, "covers that nobody set").toEqual([]);
  const claims = staleClaims(service.emulator, stack);
  expect(claims.filter(({ mediaId }) => !model.unseen.has(indexOf(mediaId)))).toEqual([]);
}

const anIndex = fc.nat(mediaCount - 1);
const anOnDelete = fc.constantFrom("retain", "restore");
export const aHolder: fc.Arbitrary<Holder> = fc.record({
  holder: fc.constantFrom("cover", "renamed cover", "set"),
  version: fc.constantFrom("first", "second", "third"),
  onDelete: anOnDelete,
});

/** Edits, runs without faults, drift and refreshes: the service must have exactly what the model says. */
export const peacefulCommands: readonly fc.Arbitrary<Command>[] = [
  fc.tuple(anIndex, aHolder).map(([index, holder]) => edit(index, holder)),
  fc.tuple(anIndex, aHolder).map(([index, holder]) => edit(index, holder)),
  anIndex.map(removeFromProgram),
  anOnDelete.map(changeSet),
  fc.tuple(anIndex, fc.constantFrom("console", "workflow")).map(([index, version]) => drift(index, version)),
  fc.constant(up),
  fc.constant(up),
  fc.constant(refresh),
];

/** Faults and crashes. */
export const hostileCommands = (causes: readonly Cause[]): readonly fc.Arbitrary<Command>[] => {
  const aFault = fc.record({
    cause: fc.constantFrom(...causes),
    action: fc.constantFrom<Operation["action"]>("QueryMediaList", "UpdateMediaCover"),
    times: fc.constantFrom(1, 2, 5, 8, 1_000),
  });
  return [
    fc.tuple(fc.constantFrom("up", "up", "refresh"), aFault).map(([name, fault]) => faulty(name, fault)),
    fc.record({ afterCalls: fc.nat(6), isDone: fc.boolean() }).map(crash),
  ];
};
