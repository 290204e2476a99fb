import { expect } from "vitest";
import { errorsOf, messagesOf, newCalls, recordedOutputs, stepsOf } from "../../../support/project";
import type { Scenario } from "../scenario";
import { coverOf, coversOf, liveCovers, occurrences, openLibrary, upTo } from "./library";
import { mediaIdFor } from "../../../support/mediaIds";

const denied = { kind: "error", code: "Forbidden.RAM", status: 403 } as const;
const refused = { kind: "error", code: "InvalidParameter.BucketNameInvalid" } as const;

/** Covers that fail, some or all. */
export const failureScenarios: readonly Scenario[] = [
  {
    name: "covers that fail are told one by one, the others are set, the next up sends only the rest, and taking the bad ones out ends it without a call",
    async run({ open }) {
      const project = await openLibrary(open, 6);
      const { stack, emulator, declare } = project;
      const write = { action: "UpdateMediaCover" };
      emulator.faults.add({ ...write, mediaId: mediaIdFor(2), fault: denied });
      emulator.faults.add({ ...write, mediaId: mediaIdFor(5), fault: refused, times: Infinity });
      declare({ library: { covers: coversOf(upTo(8)) } });

      const created = await stack.up();
      expect([created.succeeded, stepsOf(created)]).toEqual([false, ["create library"]]);
      expect(errorsOf(created)).toContain(
        [
          'covers of "library": 4 failed, 4 are set. The next pulumi up tries only these again:',
          `  video ${mediaIdFor(2)}: Forbidden.RAM: grant this RAM identity the action, for example with the system policy AliyunMTSFullAccess`,
          `  video ${mediaIdFor(5)}: InvalidParameter.BucketNameInvalid: check the bucket in the cover URL`,
          `  video ${mediaIdFor(7)}: MediaNotFound: check the id, and that the video is in cn-hangzhou`,
          `  video ${mediaIdFor(8)}: MediaNotFound: check the id, and that the video is in cn-hangzhou`,
          `for example: UpdateMediaCover for video ${mediaIdFor(2)} in cn-hangzhou failed: Forbidden.RAM`,
        ].join("\n"),
      );
      expect(liveCovers(project, upTo(6))).toEqual(
        upTo(6).map((index) => ([2, 5].includes(index) ? undefined : coverOf(index))),
      );
      expect(await recordedOutputs(stack, "library")).toMatchObject({
        count: 4,
        covers: coversOf([1, 3, 4, 6]),
        failures: [
          { code: "Forbidden.RAM", mediaIds: [mediaIdFor(2)] },
          { code: "InvalidParameter.BucketNameInvalid", mediaIds: [mediaIdFor(5)] },
          { code: "MediaNotFound", mediaIds: [mediaIdFor(7), mediaIdFor(8)] },
        ],
      });
      newCalls(emulator);

      const preview = await stack.preview();
      expect([preview.succeeded, stepsOf(preview)]).toEqual([true, ["update library"]]);
      expect(messagesOf(preview, "info")).toContain(
        "covers that failed in the last run and are tried again: 4 (Forbidden.RAM, InvalidParameter.BucketNameInvalid, MediaNotFound)",
      );
      expect(newCalls(emulator)).toEqual({});

      const again = await stack.up();
      expect([again.succeeded, stepsOf(again)]).toEqual([false, ["update library"]]);
      expect(errorsOf(again)).toContain('covers of "library": 3 failed, 5 are set');
      expect(newCalls(emulator)).toEqual({ QueryMediaList: 1, UpdateMediaCover: 2 });
      expect(liveCovers(project, [2])).toEqual([coverOf(2)]);

      declare({ library: { covers: coversOf([1, 2, 3, 4, 6]) } });
      const ended = await stack.up();
      expect([errorsOf(ended), stepsOf(ended)]).toEqual(["", ["update library [covers]"]]);
      expect(newCalls(emulator)).toEqual({});
      expect(await recordedOutputs(stack, "library")).toMatchObject({
        count: 5,
        covers: coversOf([1, 2, 3, 4, 6]),
        failures: [],
      });
      expect(stepsOf(await stack.up())).toEqual(["same library"]);
    },
  },
  {
    name: "of twenty-five covers that fail twenty are told, and the number of the others; the record of them is small",
    async run({ open }) {
      const { stack, declare } = await openLibrary(open, 5);
      declare({ library: { covers: coversOf(upTo(30)) } });
      const created = await stack.up();
      const errors = errorsOf(created);
      expect(errors).toContain('covers of "library": 25 failed, 5 are set');
      expect(errors).toContain(
        `video ${mediaIdFor(25)}: MediaNotFound: check the id, and that the video is in cn-hangzhou\n  and 5 more\nfor example: `,
      );
      expect(occurrences(errors, ": MediaNotFound: ")).toBe(20);
      const { failures = null } = (await recordedOutputs(stack, "library")) ?? {};
      expect(JSON.stringify(failures).length).toBeLessThan(25 * 36 + 500);
    },
  },
  {
    name: "a changed cover that fails keeps its old URL on record, also while others are changed and removed",
    async run({ open }) {
      const project = await openLibrary(open, 4);
      const { stack, emulator, declare } = project;
      declare({ library: { covers: coversOf([1, 2, 3]) } });
      await stack.up();
      newCalls(emulator);
      emulator.faults.add({ action: "UpdateMediaCover", mediaId: mediaIdFor(1), fault: refused });
      const wanted = { ...coversOf([1, 2], "second"), ...coversOf([4]) };
      declare({ library: { covers: wanted } });
      expect((await stack.up()).succeeded).toBe(false);
      expect(newCalls(emulator)).toEqual({ QueryMediaList: 1, UpdateMediaCover: 3 });
      expect(await recordedOutputs(stack, "library")).toMatchObject({
        count: 2,
        covers: { ...wanted, ...coversOf([1]) },
      });

      const again = await stack.up();
      expect([errorsOf(again), again.outputs["library"]]).toEqual(["", wanted]);
      expect(newCalls(emulator)).toEqual({ QueryMediaList: 1, UpdateMediaCover: 1 });
      expect(liveCovers(project, upTo(4))).toEqual([
        coverOf(1, "second"),
        coverOf(2, "second"),
        coverOf(3),
        coverOf(4),
      ]);
    },
  },
  {
    name: "a single failed cover that goes back to what it was is looked at, as the call may have had effect, and not written",
    async run({ open }) {
      const { stack, emulator, declare } = await openLibrary(open, 2);
      declare({ library: { covers: coversOf([1, 2]) } });
      await stack.up();
      emulator.faults.add({ action: "UpdateMediaCover", mediaId: mediaIdFor(1), fault: refused });
      declare({ library: { covers: { ...coversOf([1], "second"), ...coversOf([2]) } } });
      expect((await stack.up()).succeeded).toBe(false);
      newCalls(emulator);
      declare({ library: { covers: coversOf([1, 2]) } });
      expect(errorsOf(await stack.up())).toBe("");
      expect(newCalls(emulator)).toEqual({ QueryMediaList: 1 });
      expect(stepsOf(await stack.up())).toEqual(["same library"]);
    },
  },
  {
    name: "without credentials there is one error, not one for each cover, and nothing is taken for done",
    async run({ open }) {
      const { stack, emulator, declare } = await openLibrary(open, 3, { config: {} });
      declare({ library: { covers: coversOf([1, 2, 3]) } });
      const created = await stack.up();
      expect(created.succeeded).toBe(false);
      expect(occurrences(errorsOf(created), "no credentials found")).toBe(1);
      expect(errorsOf(created)).not.toContain("MediaNotFound");
      expect(await recordedOutputs(stack, "library")).toBeUndefined();
      expect(newCalls(emulator)).toEqual({});
    },
  },
  ...[3, 30].map(
    (count) =>
      ({
        name: `a key that is refused is one error, not one for each of ${count} covers, and what is recorded stays as it was`,
        async run({ open }) {
          const wrongKeys = { "alicloud:accessKey": "wrong", "alicloud:secretKey": "testsecret" };
          const { stack, emulator, declare } = await openLibrary(open, count, { config: wrongKeys });
          declare({ library: { covers: coversOf(upTo(count)) } });
          const created = await stack.up();
          expect(created.succeeded).toBe(false);
          expect(occurrences(errorsOf(created), "InvalidAccessKeyId.NotFound")).toBe(1);
          expect(await recordedOutputs(stack, "library")).toBeUndefined();

          await stack.setConfig("alicloud:accessKey", "testid");
          expect(errorsOf(await stack.up())).toBe("");
          await stack.setConfig("alicloud:accessKey", "wrong");
          const before = await recordedOutputs(stack, "library");
          declare({ library: { covers: coversOf(upTo(count), "second") } });
          const updated = await stack.up();
          expect(updated.succeeded).toBe(false);
          expect(occurrences(errorsOf(updated), "InvalidAccessKeyId.NotFound")).toBe(1);
          expect(await recordedOutputs(stack, "library")).toEqual(before);

          await stack.setConfig("alicloud:accessKey", "testid");
          newCalls(emulator);
          const again = await stack.up();
          expect([errorsOf(again), stepsOf(again)]).toEqual(["", ["update library [covers]"]]);
          expect(newCalls(emulator)).toEqual({
            QueryMediaList: Math.ceil(count / 10),
            UpdateMediaCover: count,
          });
        },
      }) satisfies Scenario,
  ),
];
