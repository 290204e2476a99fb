import { expect } from "vitest";
import { errorsOf, newCalls, recordedOutputs, stepsOf } from "../../../support/project";
import type { OpenStack } from "../../harness/stack";
import type { Scenario } from "../scenario";
import { coverOf, coversOf, liveCovers, openLibrary, upTo } from "./library";
import { mediaIdFor } from "../../../support/mediaIds";

const onDelete = "restore";

/** A library of three media that have covers, and a fourth that has none. */
function openOldLibrary(open: OpenStack): ReturnType<typeof openLibrary> {
  const old = [1, 2, 3].map((index) => ({ mediaId: mediaIdFor(index), cover: coverOf(index, "old") }));
  return openLibrary(open, 4, { emulator: { seed: [...old, { mediaId: mediaIdFor(4) }] } });
}

const oldCovers = [coverOf(1, "old"), coverOf(2, "old"), coverOf(3, "old"), undefined];

/** What happens to covers that are given up. */
export const restoreScenarios: readonly Scenario[] = [
  {
    name: "destroy leaves the covers without a call; nothing of what was before is recorded",
    async run({ open }) {
      const project = await openOldLibrary(open);
      const { stack, emulator, declare } = project;
      declare({ library: { covers: coversOf(upTo(4)) } });
      await stack.up();
      expect(await recordedOutputs(stack, "library")).toMatchObject({ previousCovers: {} });
      newCalls(emulator);
      expect((await stack.destroy()).succeeded).toBe(true);
      expect(newCalls(emulator)).toEqual({});
      expect(liveCovers(project, upTo(4))).toEqual(upTo(4).map((index) => coverOf(index)));
    },
  },
  {
    name: "onDelete restore puts back what was before, by destroy as by taking an entry out, but never over a cover that is not ours any more",
    async run({ open }) {
      const project = await openOldLibrary(open);
      const { stack, emulator, declare } = project;
      declare({ library: { covers: coversOf(upTo(4)), onDelete } });
      await stack.up();
      expect(await recordedOutputs(stack, "library")).toMatchObject({
        previousCovers: { ...coversOf([1, 2, 3], "old"), [mediaIdFor(4)]: "" },
      });
      newCalls(emulator);

      declare({ library: { covers: coversOf([2, 3, 4]), onDelete } });
      const removed = await stack.up();
      expect([errorsOf(removed), stepsOf(removed)]).toEqual(["", ["update library [covers]"]]);
      expect(newCalls(emulator)).toEqual({ QueryMediaList: 1, UpdateMediaCover: 1 });
      expect(liveCovers(project, [1, 2])).toEqual([coverOf(1, "old"), coverOf(2)]);
      expect(await recordedOutputs(stack, "library")).toMatchObject({
        count: 3,
        previousCovers: { ...coversOf([2, 3], "old"), [mediaIdFor(4)]: "" },
      });

      emulator.media.setCover(mediaIdFor(2), "http://c.example/foreign.jpg");
      expect(errorsOf(await stack.destroy())).toBe("");
      expect(liveCovers(project, upTo(4))).toEqual([
        coverOf(1, "old"),
        "http://c.example/foreign.jpg",
        coverOf(3, "old"),
        undefined,
      ]);
      expect(await recordedOutputs(stack, "library")).toBeUndefined();
    },
  },
  {
    name: "a change of onDelete makes no call; covers from before it stay, those after it are put back",
    async run({ open }) {
      const project = await openOldLibrary(open);
      const { stack, emulator, declare } = project;
      declare({ library: { covers: coversOf([1, 2]) } });
      await stack.up();
      newCalls(emulator);
      declare({ library: { covers: coversOf([1, 2]), onDelete } });
      expect(stepsOf(await stack.up())).toEqual(["update library [onDelete]"]);
      expect(newCalls(emulator)).toEqual({});
      declare({ library: { covers: coversOf([1, 2, 3]), onDelete } });
      await stack.up();
      expect(await recordedOutputs(stack, "library")).toMatchObject({ previousCovers: coversOf([3], "old") });
      await stack.destroy();
      expect(liveCovers(project, [1, 2, 3])).toEqual([coverOf(1), coverOf(2), coverOf(3, "old")]);
    },
  },
  {
    name: "a destroy that cannot put back some covers says which, keeps the set, and the next one does the rest",
    async run({ open }) {
      const project = await openOldLibrary(open);
      const { stack, emulator, declare } = project;
      declare({ library: { covers: coversOf(upTo(4)), onDelete } });
      await stack.up();
      newCalls(emulator);
      const fault = { kind: "error", code: "InvalidParameter.NotSupported" } as const;
      emulator.faults.add({ action: "UpdateMediaCover", mediaId: mediaIdFor(2), fault });
      const failed = await stack.destroy();
      expect(failed.succeeded).toBe(false);
      expect(errorsOf(failed)).toContain(
        `1 of 4 covers could not be put back:\n  video ${mediaIdFor(2)}: InvalidParameter.NotSupported: correct the value`,
      );
      newCalls(emulator);
      expect(errorsOf(await stack.destroy())).toBe("");
      expect(newCalls(emulator)).toEqual({ QueryMediaList: 1, UpdateMediaCover: 1 });
      expect(liveCovers(project, upTo(4))).toEqual(oldCovers);
    },
  },
  {
    name: "a set that is renamed keeps its new covers",
    async run({ open }) {
      const project = await openOldLibrary(open);
      const { stack, declare } = project;
      declare({ before: { covers: coversOf(upTo(4)), onDelete } });
      await stack.up();
      declare({ after: { covers: coversOf(upTo(4)), onDelete } });
      const renamed = await stack.up();
      expect([errorsOf(renamed), stepsOf(renamed)]).toEqual(["", ["create after", "delete before"]]);
      expect(liveCovers(project, upTo(4))).toEqual(upTo(4).map((index) => coverOf(index)));
    },
  },
  {
    name: "a cover that moves from one set to another ends as the other one wants it, in either direction",
    async run({ open }) {
      const project = await openOldLibrary(open);
      const { stack, emulator, declare } = project;
      declare({ one: { covers: coversOf([1, 2]), onDelete }, two: { covers: coversOf([3]), onDelete } });
      await stack.up();
      declare({
        one: { covers: coversOf([1, 3]), onDelete },
        two: { covers: coversOf([2]), onDelete },
      });
      const moved = await stack.up();
      expect(errorsOf(moved)).toBe("");
      expect(liveCovers(project, [1, 2, 3])).toEqual([coverOf(1), coverOf(2), coverOf(3)]);
      newCalls(emulator);
      expect(stepsOf(await stack.up()).toSorted()).toEqual(["same one", "same two"]);
      expect(newCalls(emulator)).toEqual({});
      await stack.refresh();
      expect(stepsOf(await stack.up()).toSorted()).toEqual(["same one", "same two"]);
    },
  },
  {
    name: "covers that were declared one by one stay when they move into a set",
    async run({ open }) {
      const project = await openOldLibrary(open);
      const { stack, emulator, declare } = project;
      const single = (index: number): object => ({
        mediaId: mediaIdFor(index),
        coverUrl: coverOf(index),
        onDelete,
      });
      declare({ one: { ...single(1) }, two: { ...single(2) }, three: { ...single(3) } });
      await stack.up();
      newCalls(emulator);
      declare({ library: { covers: coversOf([1, 2, 3]), onDelete } });
      const moved = await stack.up();
      expect([errorsOf(moved), stepsOf(moved).toSorted()]).toEqual([
        "",
        ["create library", "delete one", "delete three", "delete two"],
      ]);
      expect(newCalls(emulator)).toEqual({ QueryMediaList: 1 });
      expect(liveCovers(project, [1, 2, 3])).toEqual([coverOf(1), coverOf(2), coverOf(3)]);
    },
  },
  {
    name: "what was there before a cover that failed at first, and that refresh then looked at, is put back too",
    async run({ open }) {
      const project = await openOldLibrary(open);
      const { stack, emulator, declare } = project;
      const fault = { kind: "error", code: "InvalidParameter.NotSupported" } as const;
      emulator.faults.add({ action: "QueryMediaList", mediaId: mediaIdFor(1), fault, times: 2 });
      declare({ library: { covers: coversOf([1, 2]), onDelete } });
      expect((await stack.up()).succeeded).toBe(false);
      expect(errorsOf(await stack.refresh())).toBe("");
      expect(errorsOf(await stack.up())).toBe("");
      expect(liveCovers(project, [1, 2])).toEqual([coverOf(1), coverOf(2)]);
      await stack.destroy();
      expect(liveCovers(project, upTo(4))).toEqual(oldCovers);
    },
  },
  {
    name: "covers that move into a set stay, also when the first up fails in parts, and the next one ends it",
    async run({ open }) {
      const project = await openOldLibrary(open);
      const { stack, declare } = project;
      declare({ one: { mediaId: mediaIdFor(1), coverUrl: coverOf(1), onDelete } });
      await stack.up();
      declare({ library: { covers: coversOf([1, 2, 9]), onDelete } });
      const inParts = await stack.up();
      expect([inParts.succeeded, stepsOf(inParts)]).toEqual([false, ["create library"]]);
      declare({ library: { covers: coversOf([1, 2]), onDelete } });
      const ended = await stack.up();
      expect([errorsOf(ended), stepsOf(ended)]).toEqual(["", ["update library [covers]", "delete one"]]);
      expect(liveCovers(project, [1, 2])).toEqual([coverOf(1), coverOf(2)]);
    },
  },
];
