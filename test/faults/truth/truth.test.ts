import { randomInt } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { runs } from "../../support/long";
import { type Cause, faultClasses } from "../faults";
import { type Command, hostileCommands, peacefulCommands } from "./commands";
import { coverUrlOf, indices, liveCover, seedOf } from "../support/library";
import { type Door, dynamicDoor } from "../support/kinds";
import { packaged } from "../support/packaged";
import { ProgramStack } from "../support/programStack";
import { startTestedService } from "../support/service";
import { mediaCount, newModel, programOf } from "./model";
import { mediaIdFor } from "../../support/mediaIds";

/** Faults that end by themselves; those that need ten seconds, or another connection, are in the matrix. */
const causes: readonly Cause[] = faultClasses
  .filter((faultClass) => faultClass.isSlow === undefined && !faultClass.name.includes("does not exist"))
  .flatMap(({ causes: all }) => Object.values(all).slice(0, 4))
  .filter((cause) => "fault" in cause && cause.probability === undefined);

const allCommands = [...peacefulCommands, ...hostileCommands(causes)];

/** How many steps each sequence had. */
const played: number[] = [];

/** Plays commands from the beginning, then once more without faults, and ends all. */
async function play(commands: Iterable<Command>, door: Door): Promise<void> {
  const service = await startTestedService({ emulator: { seed: seedOf(mediaCount) } });
  const { emulator } = service;
  try {
    const stack = new ProgramStack(service.connect, door);
    const model = newModel();
    await fc.asyncModelRun(() => ({ model, real: { service, stack } }), commands);
    played.push([...commands].length);

    expect(await stack.refresh()).toEqual(new Map());
    expect(await stack.up(programOf(model))).toEqual(new Map());
    const covers = (): string[] => indices(mediaCount).map((index) => liveCover(emulator, mediaIdFor(index)));
    const wanted = covers();
    for (const [index, held] of model.held.entries())
      if (held !== undefined) wanted[index] = coverUrlOf(index, held.version);
    expect(covers()).toEqual(wanted);
    emulator.requests.clear();
    expect(await stack.up(programOf(model))).toEqual(new Map());
    expect(emulator.requests.countByAction()).toEqual({});

    expect(await stack.destroy()).toEqual(new Map());
    const putBack = covers();
    for (const index of model.simple)
      if (model.held[index]?.onDelete === "restore" && model.held[index].holder !== "set")
        putBack[index] = coverUrlOf(index, "before");
    expect([covers(), stack.state.size]).toEqual([putBack, 0]);
  } finally {
    await emulator.close();
  }
}

describe("after any sequence of edits, drift, faults and crashes, state and service agree, and nothing is left to do", () => {
  it.each([
    ["edits and drift", peacefulCommands, dynamicDoor],
    ["edits, drift, faults and crashes", allCommands, dynamicDoor],
    ["edits, drift, faults and crashes, through the packaged provider", allCommands, packaged],
  ])("%s", async (_what, kinds, door) => {
    played.length = 0;
    const seed = randomInt(2 ** 31);
    const sequences = fc.commands([...kinds], { maxCommands: runs(60, 200), size: "max" });
    await fc.assert(
      fc.asyncProperty(sequences, (commands) => play(commands, door)),
      { seed, numRuns: runs(40, 300) },
    );
    const steps = played.reduce((total, each) => total + each, 0);
    console.log(
      `${steps} steps in ${played.length} sequences, the longest of ${Math.max(...played)}; seed ${seed}`,
    );
  });
});
