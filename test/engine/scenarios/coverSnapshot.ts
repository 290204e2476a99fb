import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { lookAt } from "../../contract/emulator/support/snapshotJobs";
import { mediaIdFor } from "../../support/mediaIds";
import { errorsOf, newCalls, openProject, recordedOutputs, secret, stepsOf } from "../../support/project";
import type { Scenario } from "./scenario";

const mediaId = "6cc3aa66d1cb4bb2adf14e726c0a0001";
const otherId = "6cc3aa66d1cb4bb2adf14e726c0a0002";
const fileOf = (name: string): string => `http://videos.oss-cn-hangzhou.aliyuncs.com/${name}.mp4`;
const seed = [
  { mediaId, title: "Keynote", fileUrl: fileOf("keynote"), durationSeconds: 20 },
  { mediaId: otherId, title: "Trailer", fileUrl: fileOf("trailer"), durationSeconds: 20 },
];
const withVideos = { emulator: { seed } };
const frame = { mediaId, time: "5s", bucket: "covers" };
const bucketUrl = "http://covers.oss-cn-hangzhou.aliyuncs.com/";
const objectUrl = /^http:\/\/covers\.oss-cn-hangzhou\.aliyuncs\.com\/covers\/[0-9a-f]{32}\.jpg$/;

/** The name of the object in a bucket's URL. */
const keyIn = (url: unknown): string => (typeof url === "string" ? url.replace(bucketUrl, "") : "");

/** A snapshot of a known video, and one of a video that another resource makes. */
const programWithUnknown = `
const pulumi = require("@pulumi/pulumi");
const { CoverSnapshot } = require(process.env.MEDIACOVER_ENTRY || "pulumi-mediacover");
class Later extends pulumi.dynamic.Resource {
  constructor(value) {
    super({ create: async ({ value }) => ({ id: "later", outs: { output: value } }) }, "video", { value, output: undefined });
  }
}
const how = { time: 5, bucket: "covers" };
exports.known = new CoverSnapshot("known", { mediaId: "${mediaId}", ...how }).coverUrl;
exports.later = new CoverSnapshot("later", { fileUrl: new Later("oss://videos/trailer.mp4").output, ...how }).coverUrl;
`;

/** What a user does with CoverSnapshot, on both engines. */
export const coverSnapshotScenarios: readonly Scenario[] = [
  {
    name: "a frame becomes a cover, is left alone, taken anew for another time, and stays in its bucket, each with the calls it needs",
    async run({ open }) {
      const { stack, emulator, declare } = await openProject(open, withVideos);
      const shownBy = (url: unknown) => lookAt(emulator, keyIn(url));
      declare({ keynote: { ...frame, coverOf: mediaId } });
      const preview = await stack.preview();
      expect(stepsOf(preview)).toEqual(["create keynote", "create keynote-cover"]);
      expect(newCalls(emulator)).toEqual({});

      const created = await stack.up();
      const first = created.outputs["keynote"];
      expect([errorsOf(created), first]).toEqual(["", expect.stringMatching(objectUrl)]);
      expect(newCalls(emulator)).toEqual({ QueryMediaList: 2, SubmitSnapshotJob: 1, UpdateMediaCover: 1 });
      expect(await shownBy(first)).toBe("640 x 360: Keynote 00:00:05.000");
      expect(emulator.media.get(mediaId)?.cover).toBe(first);
      expect(await recordedOutputs(stack, "keynote")).toEqual({
        ...frame,
        frameType: "normal",
        prefix: "covers/",
        region: "cn-hangzhou",
        objectKey: keyIn(first),
        coverUrl: first,
        fileUrl: fileOf("keynote"),
        timeMs: 5000,
      });

      declare({ keynote: { ...frame, time: 5, coverOf: mediaId } });
      // The real CLI shows that the argument is written in another way.
      const sameSteps = stepsOf(await stack.up()).map((step) => step.replace(/ \[.*\]$/, ""));
      expect(sameSteps).toEqual(["same keynote", "same keynote-cover"]);
      expect((await stack.refresh()).succeeded).toBe(true);
      expect(newCalls(emulator)).toEqual({ QueryMediaList: 1 });

      declare({ keynote: { ...frame, time: "50%", width: 320, coverOf: mediaId } });
      expect(stepsOf(await stack.preview())).toEqual([
        expect.stringMatching(/^update keynote \[.*time.*\]$/),
        "update keynote-cover [coverUrl]",
      ]);
      expect(newCalls(emulator)).toEqual({});
      const changed = await stack.up();
      const second = changed.outputs["keynote"];
      expect([errorsOf(changed), second === first]).toEqual(["", false]);
      expect(await shownBy(second)).toBe("320 x 180: Keynote 00:00:10.000");
      expect(emulator.media.get(mediaId)?.cover).toBe(second);
      newCalls(emulator);

      expect((await stack.destroy()).succeeded).toBe(true);
      expect(newCalls(emulator)).toEqual({});
      expect(await shownBy(first)).toContain("Keynote");
    },
  },
  {
    name: "a preview knows the URL of a picture that is not taken yet, but not of a video that is not known yet",
    async run({ open }) {
      const { stack } = await openProject(open, { ...withVideos, program: programWithUnknown });
      const preview = await stack.preview();
      expect(errorsOf(preview)).toBe("");
      const { outputs } = await stack.up();
      expect(preview.outputs["known"]).toBe(outputs["known"]);
      expect(preview.outputs["later"]).not.toBe(outputs["later"]);
      expect(outputs["later"]).toMatch(objectUrl);
    },
  },
  {
    name: "another video replaces a snapshot, another bucket or trigger takes the picture anew, and a base URL does not",
    async run({ open }) {
      const { stack, emulator, declare } = await openProject(open, withVideos);
      declare({ keynote: frame });
      await stack.up();
      const stepsWith = async (more: Record<string, unknown>): Promise<string[]> => {
        newCalls(emulator);
        declare({ keynote: { ...frame, ...more } });
        const result = await stack.up();
        expect(errorsOf(result)).toBe("");
        return stepsOf(result).map((step) => step.replace(/ \[.*\]$/, ""));
      };
      expect(await stepsWith({ baseUrl: "http://img.example.com" })).toEqual(["update keynote"]);
      expect(newCalls(emulator)).toEqual({});
      expect(await recordedOutputs(stack, "keynote")).toMatchObject({
        coverUrl: expect.stringMatching(/^http:\/\/img\.example\.com\/covers\//),
      });
      expect(await stepsWith({ bucket: "others" })).toEqual(["update keynote"]);
      expect(newCalls(emulator)).toMatchObject({ SubmitSnapshotJob: 1 });
      expect(await stepsWith({ bucket: "others", triggers: ["v2"] })).toEqual(["update keynote"]);
      expect(newCalls(emulator)).toMatchObject({ SubmitSnapshotJob: 1 });
      expect(await stepsWith({ mediaId: otherId })).toContain("create-replacement keynote");
      expect(newCalls(emulator)).toMatchObject({ SubmitSnapshotJob: 1 });
      expect(await recordedOutputs(stack, "keynote")).toMatchObject({ fileUrl: fileOf("trailer") });
    },
  },
  {
    name: "a snapshot that cannot be right fails in the preview, with everything that is wrong",
    async run({ open }) {
      const { stack, emulator, declare } = await openProject(open, withVideos);
      declare({
        keynote: { bucket: "My_Covers", time: "-1", width: 4, fileUrl: "http://cdn.example.com/a.mp4" },
      });
      const errors = errorsOf(await stack.preview());
      for (const each of [
        "bucket must be",
        "time must be",
        "width must be",
        "fileUrl must be an object in OSS",
      ])
        expect(errors).toContain(each);
      expect(emulator.requests.count()).toBe(0);
    },
  },
  {
    name: "a time past the end fails before a job is submitted, and the next run takes the picture",
    async run({ open }) {
      const { stack, emulator, declare } = await openProject(open, withVideos);
      declare({ keynote: { ...frame, time: "1m" } });
      expect(errorsOf(await stack.up())).toContain(
        'time must be before the end of the video, which is 20 s long; got "1m"',
      );
      expect(newCalls(emulator)).toEqual({ QueryMediaList: 1 });
      expect(await recordedOutputs(stack, "keynote")).toBeUndefined();
      declare({ keynote: frame });
      expect((await stack.up()).succeeded).toBe(true);
    },
  },
  {
    name: "the source file of a snapshot stays a secret",
    async run({ open }) {
      const { stack, declare } = await openProject(open, withVideos);
      const hidden = "oss://hidden-videos/none.mp4";
      declare({ keynote: { fileUrl: secret(`${hidden}\n`), time: 5, bucket: "covers" } });
      const refused = await stack.preview();
      expect(errorsOf(refused)).toContain("fileUrl");
      expect(errorsOf(refused)).not.toContain("hidden-videos");
    },
  },
  {
    name: "a manifest makes the covers of a library from the videos themselves, in three lines and in sets, too",
    async run({ open }) {
      for (const as of ["covers", "set"]) {
        const { stack, emulator, programDir } = await openProject(open, {
          ...withVideos,
          program: `
const { manifestCovers } = require(process.env.MEDIACOVER_ENTRY || "pulumi-mediacover");
manifestCovers("library", "covers.yaml", { as: "${as}" });
`,
        });
        const manifest = `
defaults: { bucket: covers, snapshot: 25%, files: "http://videos.oss-cn-hangzhou.aliyuncs.com/" }
covers:
  - { mediaId: ${mediaId} }
  - { file: trailer.mp4, snapshot: 12s }
`;
        writeFileSync(join(programDir, "covers.yaml"), manifest);
        expect(errorsOf(await stack.preview())).toBe("");
        expect(emulator.requests.count("SubmitSnapshotJob")).toBe(0);
        expect(errorsOf(await stack.up())).toBe("");
        const shown = await Promise.all(
          [mediaId, otherId].map((id) => lookAt(emulator, keyIn(emulator.media.get(id)?.cover))),
        );
        expect(shown).toEqual(["640 x 360: Keynote 00:00:05.000", "640 x 360: Trailer 00:00:12.000"]);
        newCalls(emulator);
        expect(new Set(stepsOf(await stack.up()).map((step) => step.split(" ")[0]))).toEqual(
          new Set(["same"]),
        );
        expect(newCalls(emulator)).toEqual({ QueryMediaListByURL: 1 });
      }
    },
  },
  {
    name: "200 snapshots are taken just below the service's 50 a second, and none is refused",
    async run({ open }) {
      const numbers = Array.from({ length: 200 }, (_, index) => index);
      const videos = numbers.map((index) => ({ mediaId: mediaIdFor(index), fileUrl: fileOf(String(index)) }));
      const { stack, emulator, declare } = await openProject(open, { emulator: { seed: videos } });
      declare(
        Object.fromEntries(
          numbers.map((index) => [
            `video-${index}`,
            { fileUrl: `oss://videos/${index}.mp4`, time: index / 10, bucket: "covers" },
          ]),
        ),
      );
      const { outputs, ...result } = await stack.up();
      expect(errorsOf({ ...result, outputs })).toBe("");
      expect(emulator.requests.countByCode()).toEqual({ OK: 200 });
      expect(emulator.requests.peakPerSecond("SubmitSnapshotJob")).toBeLessThanOrEqual(50);
      expect(new Set(Object.values(outputs)).size).toBe(200);
    },
  },
];
