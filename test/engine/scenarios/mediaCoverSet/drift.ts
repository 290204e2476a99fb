import { expect } from "vitest";
import { errorsOf, messagesOf, newCalls, recordedOutputs, stepsOf } from "../../../support/project";
import type { Scenario } from "../scenario";
import { coverOf, coversOf, liveCovers, occurrences, openLibrary, upTo } from "./library";
import { mediaIdFor } from "../../../support/mediaIds";

const foreign = "http://c.example/foreign.jpg";

/** What refresh finds. */
export const driftScenarios: readonly Scenario[] = [
  {
    name: "refresh finds what others did to covers, preview shows it, and up mends what can be mended",
    async run({ open }) {
      const project = await openLibrary(open, 12);
      const { stack, emulator, declare } = project;
      declare({ library: { covers: coversOf(upTo(12)) } });
      await stack.up();
      emulator.media.setCover(mediaIdFor(3), foreign);
      emulator.media.setCover(mediaIdFor(4), undefined);
      emulator.media.setCover(
        mediaIdFor(5),
        `${coverOf(5).replace("c.example", "C.Example")}?Expires=1&Signature=x`,
      );
      emulator.media.delete(mediaIdFor(12));
      newCalls(emulator);

      const refreshed = await stack.refresh();
      expect([errorsOf(refreshed), newCalls(emulator)]).toEqual(["", { QueryMediaList: 2 }]);
      expect(await recordedOutputs(stack, "library")).toMatchObject({
        count: 11,
        covers: { ...coversOf(upTo(11)), [mediaIdFor(3)]: foreign, [mediaIdFor(4)]: "" },
        failures: [],
      });
      expect(stepsOf(await stack.preview())).toEqual(["update library [covers]"]);

      const mended = await stack.up();
      expect(mended.succeeded).toBe(false);
      expect(errorsOf(mended)).toContain(`video ${mediaIdFor(12)}: MediaNotFound`);
      expect(newCalls(emulator)).toEqual({ QueryMediaList: 1, UpdateMediaCover: 2 });
      expect(liveCovers(project, [3, 4])).toEqual([coverOf(3), coverOf(4)]);

      declare({ library: { covers: coversOf(upTo(11)) } });
      expect(errorsOf(await stack.up())).toBe("");
      expect(newCalls(emulator)).toEqual({});
      await stack.refresh();
      expect(stepsOf(await stack.up())).toEqual(["same library"]);
    },
  },
  {
    name: "a cover that refresh cannot read keeps its state and is told of, and what became of the others is found",
    async run({ open }) {
      const { stack, emulator, declare } = await openLibrary(open, 12);
      declare({ library: { covers: coversOf(upTo(12)) } });
      await stack.up();
      emulator.faults.add({
        action: "QueryMediaList",
        mediaId: mediaIdFor(2),
        fault: { kind: "error", code: "InvalidParameter.NotSupported" },
        times: Infinity,
      });
      emulator.media.setCover(mediaIdFor(2), foreign);
      emulator.media.setCover(mediaIdFor(3), foreign);
      const refreshed = await stack.refresh();
      expect(errorsOf(refreshed)).toBe("");
      const warning = messagesOf(refreshed, "warning");
      expect(warning).toContain("1 of 12 covers could not be read, and stay recorded as they were:");
      expect(warning).toContain(`  video ${mediaIdFor(2)}: InvalidParameter.NotSupported: correct the value`);
      expect(occurrences(warning, "  video ")).toBe(1);
      expect(await recordedOutputs(stack, "library")).toMatchObject({
        count: 12,
        covers: { ...coversOf(upTo(12)), [mediaIdFor(3)]: foreign },
      });

      // Nobody asks for the other one any more, so nothing is known of it.
      expect(stepsOf(await stack.up())).toEqual(["update library [covers]"]);
      expect(emulator.media.get(mediaIdFor(3))?.cover).toBe(coverOf(3));
    },
  },
  {
    name: "a whole call that fails in a refresh keeps the state of its ten covers only",
    async run({ open }) {
      const { stack, emulator, declare } = await openLibrary(open, 25);
      declare({ library: { covers: coversOf(upTo(25)) } });
      await stack.up();
      const fault = { kind: "error", code: "Forbidden", status: 403 } as const;
      emulator.faults.add({ action: "QueryMediaList", mediaId: mediaIdFor(1), fault });
      for (const index of [1, 15, 25]) emulator.media.setCover(mediaIdFor(index), foreign);
      const refreshed = await stack.refresh();
      expect(errorsOf(refreshed)).toBe("");
      expect(messagesOf(refreshed, "warning")).toContain("10 of 25 covers could not be read");
      expect(await recordedOutputs(stack, "library")).toMatchObject({
        covers: { ...coversOf(upTo(25)), [mediaIdFor(15)]: foreign, [mediaIdFor(25)]: foreign },
      });
    },
  },
  ...[3, 12].map(
    (count) =>
      ({
        name: `a refresh that can read none of ${count} covers fails, and keeps what is recorded`,
        async run({ open }) {
          const { stack, emulator, declare } = await openLibrary(open, count);
          declare({ library: { covers: coversOf(upTo(count)) } });
          await stack.up();
          const before = await recordedOutputs(stack, "library");
          emulator.media.setCover(mediaIdFor(1), foreign);
          emulator.faults.add({
            fault: { kind: "error", code: "InvalidAccessKeyId.NotFound" },
            times: Infinity,
          });
          const failed = await stack.refresh();
          expect(failed.succeeded).toBe(false);
          expect(occurrences(errorsOf(failed), "InvalidAccessKeyId.NotFound")).toBe(1);
          expect(errorsOf(failed)).toContain("use the configuration stored by the last `pulumi up`");
          expect(await recordedOutputs(stack, "library")).toEqual(before);
        },
      }) satisfies Scenario,
  ),
  {
    name: "a cover that failed is looked at by refresh as well, so that the preview shows what it has",
    async run({ open }) {
      const { stack, emulator, declare } = await openLibrary(open, 2);
      declare({ library: { covers: coversOf([1, 2, 3]) } });
      expect((await stack.up()).succeeded).toBe(false);
      emulator.media.add({ mediaId: mediaIdFor(3), cover: foreign });
      await stack.refresh();
      expect(await recordedOutputs(stack, "library")).toMatchObject({
        count: 3,
        covers: { ...coversOf([1, 2]), [mediaIdFor(3)]: foreign },
        failures: [],
      });
      newCalls(emulator);
      expect(stepsOf(await stack.preview())).toEqual(["update library [covers]"]);
      expect(errorsOf(await stack.up())).toBe("");
      expect(newCalls(emulator)).toEqual({ QueryMediaList: 1, UpdateMediaCover: 1 });
    },
  },
];
