import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { coverUrlOf, indices, liveCover, seedOf } from "../faults/support/library";
import { aHolder } from "../faults/truth/commands";
import { mediaCount, newModel, programOf } from "../faults/truth/model";
import { runs } from "../support/long";
import { errorsOf, newCalls, openProject } from "../support/project";
import { openStack } from "./openStack";
import { mediaIdFor } from "../support/mediaIds";

/** How one video is managed from now on, if at all; and whether somebody else changes its cover before. */
const aStep = fc.record({
  index: fc.nat(mediaCount - 1),
  holder: fc.option(aHolder, { nil: undefined }),
  isChangedBefore: fc.boolean(),
});
const seed = 20_260_102;
const sequences = fc.sample(fc.array(aStep, { minLength: runs(3, 6), maxLength: runs(3, 6) }), {
  numRuns: runs(1, 4),
  seed,
});

/** A few of the sequences of test/faults/truth, through the SDK's own runner and provider process. */
describe("after random edits and drift, on an engine, the service has what the program says, and nothing is left to do", () => {
  it.each(sequences.map((steps, number) => ({ steps, number })))(
    `sequence $number of seed ${seed}`,
    async ({ steps }) => {
      const project = await openProject(openStack, { emulator: { seed: seedOf(mediaCount) } });
      const { stack, emulator, declare } = project;
      const model = newModel();
      for (const { index, holder, isChangedBefore } of steps) {
        if (isChangedBefore) emulator.media.setCover(mediaIdFor(index), coverUrlOf(index, "console"));
        model.held[index] = holder;
        declare(programOf(model));
        expect(errorsOf(await stack.refresh())).toBe("");
        expect(errorsOf(await stack.up())).toBe("");
        const managed = indices(mediaCount).filter((each) => model.held[each] !== undefined);
        expect(managed.map((each) => liveCover(emulator, mediaIdFor(each)))).toEqual(
          managed.map((each) => coverUrlOf(each, model.held[each]?.version ?? "")),
        );
        newCalls(emulator);
        expect(errorsOf(await stack.up())).toBe("");
        expect(newCalls(emulator)).toEqual({});
      }
    },
  );
});
