import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { runInProcess } from "../support/commandInProcess";
import { picture } from "../support/pictures";
import {
  errorsOf,
  openProject,
  type Project,
  type ProjectOptions,
  recordedOutputs,
  stepsOf,
} from "../support/project";
import { openStack } from "./openStack";
import { mediaIdFor } from "../support/mediaIds";

const fileOf = (index: number): string => `http://videos.oss-cn-hangzhou.aliyuncs.com/${index}.mp4`;
const urlOf = (index: number, version = 1): string =>
  `http://covers.oss-cn-hangzhou.aliyuncs.com/${index}-${version}.jpg`;
const numbers = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

/** A project that declares the covers of covers.yaml. */
async function open(
  options: string,
  more: ProjectOptions = {},
): Promise<Project & { write: (manifest: object) => void }> {
  const seed = numbers(60).map((index) => ({ mediaId: mediaIdFor(index), fileUrl: fileOf(index) }));
  const project = await openProject(openStack, {
    emulator: { seed },
    program: `
const { manifestCovers } = require("pulumi-mediacover");
const { covers, sets, count } = manifestCovers("library", "covers.yaml", ${options});
exports.urls = Object.fromEntries([...covers].map(([name, cover]) => [name, cover.coverUrl]));
exports.count = count;
exports.sets = sets.length;
`,
    ...more,
  });
  const write = (manifest: object): void =>
    writeFileSync(join(project.programDir, "covers.yaml"), JSON.stringify(manifest, undefined, 1));
  return { ...project, write };
}

const writes = ({ emulator }: Project): number => emulator.requests.count("UpdateMediaCover");

describe("manifestCovers", () => {
  it("declares a cover for each entry, by id and by file, through preview, up, no change, a change and destroy", async () => {
    const project = await open("{}");
    const { stack, emulator, write } = project;
    const covers = [
      { mediaId: mediaIdFor(1), url: urlOf(1) },
      { file: fileOf(2), url: urlOf(2) },
      { file: "oss://videos/3.mp4", url: urlOf(3), onDelete: "restore" },
    ];
    write({ covers });
    const preview = await stack.preview();
    expect([errorsOf(preview), preview.changes.create, writes(project)]).toEqual(["", 5, 0]);
    expect(emulator.requests.countByAction()).toEqual({ QueryMediaListByURL: 1 });

    const up = await stack.up();
    expect([errorsOf(up), stepsOf(up).toSorted()]).toEqual([
      "",
      [
        `create library-${mediaIdFor(1)}`,
        "create library-videos.oss-cn-hangzhou.aliyuncs.com/2.mp4",
        "create library-videos/3.mp4",
      ],
    ]);
    expect(up.outputs).toEqual({
      urls: { [mediaIdFor(1)]: urlOf(1), [fileOf(2)]: urlOf(2), "oss://videos/3.mp4": urlOf(3) },
      count: 3,
      sets: 0,
    });
    expect([1, 2, 3].map((index) => emulator.media.get(mediaIdFor(index))?.cover)).toEqual([
      urlOf(1),
      urlOf(2),
      urlOf(3),
    ]);
    expect(await recordedOutputs(stack, "library-videos/3.mp4")).toMatchObject({
      mediaId: mediaIdFor(3),
      onDelete: "restore",
    });

    emulator.requests.clear();
    expect((await stack.up()).changes).toEqual({ same: 5 });
    expect(emulator.requests.countByAction()).toEqual({ QueryMediaListByURL: 1 });

    write({ covers: [{ mediaId: mediaIdFor(1), url: urlOf(1, 2) }, ...covers.slice(2)] });
    const changed = await stack.up();
    expect([errorsOf(changed), stepsOf(changed).filter((step) => !step.startsWith("same"))]).toEqual([
      "",
      [
        `update library-${mediaIdFor(1)} [coverUrl]`,
        "delete library-videos.oss-cn-hangzhou.aliyuncs.com/2.mp4",
      ],
    ]);
    expect(writes(project)).toBe(1);
    expect((await stack.destroy()).succeeded).toBe(true);
    expect([2, 3].map((index) => emulator.media.get(mediaIdFor(index))?.cover)).toEqual([
      urlOf(2),
      undefined,
    ]);
  });

  it("makes sets of more than 50 covers, one for each region and onDelete, and keeps the covers when it begins to", async () => {
    const project = await open("{}");
    const { stack, write } = project;
    const some = numbers(50).map((index) => ({ file: fileOf(index), url: urlOf(index) }));
    write({ covers: some });
    expect(errorsOf(await stack.up({ parallel: 50 }))).toBe("");
    expect(writes(project)).toBe(50);
    write({ covers: [...some, { mediaId: mediaIdFor(55), url: urlOf(55), onDelete: "restore" }] });
    const up = await stack.up({ parallel: 50 });
    expect([errorsOf(up), up.outputs["sets"]]).toEqual(["", 2]);
    expect(
      stepsOf(up)
        .filter((step) => step.startsWith("create"))
        .toSorted(),
    ).toEqual(["create library", "create library-restore"]);
    expect([up.changes.delete, writes(project)]).toEqual([50, 51]);
    expect(await recordedOutputs(stack, "library")).toMatchObject({ count: 50, region: "cn-hangzhou" });
  });

  it("gives pictures to the program to upload, and has their URLs where baseUrl serves them", async () => {
    const { stack, emulator, programDir, write } = await open(
      '{ as: "set", pictureUrl: ({ name, bucket }) => Promise.resolve(`http://${bucket}.example/${name}`) }',
    );
    mkdirSync(join(programDir, "pictures"));
    writeFileSync(join(programDir, "pictures", `${mediaIdFor(1)}.jpg`), picture);
    writeFileSync(join(programDir, "pictures", "2.png"), picture);
    write({ defaults: { bucket: "covers" }, pictures: "pictures", covers: [{ file: fileOf(2) }] });
    expect(errorsOf(await stack.up())).toBe("");
    expect([1, 2].map((index) => emulator.media.get(mediaIdFor(index))?.cover)).toEqual([
      `http://covers.example/pictures/${mediaIdFor(1)}.jpg`,
      "http://covers.example/pictures/2.png",
    ]);
  });

  it("adopts what mediacover export wrote: the first up sets no cover, and the second does nothing", async () => {
    const seed = numbers(60).map((index) => ({
      mediaId: mediaIdFor(index),
      fileUrl: fileOf(index),
      cover: `http://COVERS.example/封面 ${index}.jpg?Expires=1&Signature=x`,
    }));
    const project = await open("{}", { emulator: { seed, behaviour: { signCoverUrlOnRead: true } } });
    const { stack, emulator, programDir } = project;
    const environment = {
      MEDIACOVER_ENDPOINT: emulator.url,
      ALICLOUD_REGION: "cn-hangzhou",
      ALICLOUD_ACCESS_KEY: "testid",
      ALICLOUD_SECRET_KEY: "testsecret",
    };
    const options = { environment, cwd: programDir };
    const words = ["export", "-o", "covers.yaml", "--ids", ...numbers(40).map(mediaIdFor)];
    expect((await runInProcess(words, options)).code).toBe(0);
    const up = await stack.up({ parallel: 50 });
    expect([errorsOf(up), up.changes.create, writes(project)]).toEqual(["", 42, 0]);
    expect((await stack.up()).changes).toEqual({ same: 42 });
    expect((await runInProcess([...words, ...numbers(60).map(mediaIdFor)], options)).code).toBe(0);
    const asSet = await stack.up({ parallel: 50 });
    expect([errorsOf(asSet), asSet.outputs["sets"], writes(project)]).toEqual(["", 1, 0]);
  });

  it("says everything that is wrong with the manifest, once, without a stack, in a preview", async () => {
    const { stack, write } = await open("{}");
    write({ covers: [{ mediaId: "x", url: "https://a/b" }, { url: urlOf(1) }] });
    const { succeeded, diagnostics } = await stack.preview();
    const errors = diagnostics.filter(({ severity }) => severity === "error");
    expect([succeeded, errors.length]).toEqual([false, 1]);
    expect(errors[0]?.message.trim().split("\n")).toEqual([
      "the manifest covers.yaml has 3 problems:",
      expect.stringMatching(/^ {2}covers.yaml:4:15: covers\[0\].mediaId must be 32 characters/),
      expect.stringMatching(/^ {2}covers.yaml:5:11: covers\[0\].url must be an http: URL/),
      expect.stringMatching(/^ {2}covers.yaml:7:3: covers\[1\] names no video/),
    ]);
  });

  it("names the lines of files that have no video, and of two entries that have the same", async () => {
    const { stack, emulator, write } = await open("{}");
    const covers = [
      { mediaId: mediaIdFor(1), url: urlOf(1) },
      { file: fileOf(99), url: urlOf(2) },
      { file: fileOf(98), url: urlOf(2) },
      { file: fileOf(1), url: urlOf(3) },
    ];
    write({ covers });
    const { succeeded, diagnostics } = await stack.up();
    const errors = diagnostics.filter(({ severity }) => severity === "error");
    expect([succeeded, errors.length]).toEqual([false, 1]);
    expect(errors[0]?.message.trim().split("\n")).toEqual([
      "the manifest covers.yaml has 3 problems:",
      expect.stringContaining(
        `covers.yaml:7:3: no video in region cn-hangzhou has the source file ${fileOf(99)}`,
      ),
      expect.stringContaining(
        `covers.yaml:11:3: no video in region cn-hangzhou has the source file ${fileOf(98)}`,
      ),
      expect.stringContaining(
        "covers.yaml:15:3: the video http://videos.oss-cn-hangzhou.aliyuncs.com/1.mp4 has a cover already, in line 3 of covers.yaml",
      ),
    ]);
    expect(emulator.requests.count("UpdateMediaCover")).toBeLessThan(2);
  });
});
