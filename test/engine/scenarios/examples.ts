import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { expect } from "vitest";
import type { MediaSeed } from "../../../emulator/index";
import { lookAt } from "../../contract/emulator/support/snapshotJobs";
import { catalogue } from "../../support/catalogue";
import { type OssStandIn, ossStandIn } from "../../support/ossStandIn";
import { png } from "../../support/pictures";
import { errorsOf, newCalls, openProject, type Project } from "../../support/project";
import { temporaryFolder } from "../../support/temporaryFolder";
import type { OpenStack, RunResult, StackOptions } from "../harness/stack";
import { exampleIdFor } from "../../support/mediaIds";

/** An example, in a fresh folder with the package installed from its tarball. */
export interface ExampleScenario {
  name: string;
  /** Its folder below examples. */
  example: string;
  run: (open: OpenStack, programDir: string) => Promise<void>;
}

interface OpenedExample extends Project {
  oss: OssStandIn;
  coverOf: (mediaId: string) => string | undefined;
}

async function openExample(
  open: OpenStack,
  programDir: string,
  seed: readonly MediaSeed[],
  { config, env, plugins }: Pick<StackOptions, "config" | "env" | "plugins">,
): Promise<OpenedExample> {
  const oss = ossStandIn(temporaryFolder("oss"), programDir);
  const project = await openProject(open, {
    programDir,
    emulator: { seed, accessKeys: [keyOf("testid"), keyOf("otherAccount")] },
    stack: {
      typescript: true,
      otherProviders: oss.otherProviders,
      ...(env !== undefined && { env }),
      ...(plugins !== undefined && { plugins }),
    },
  });
  for (const [key, value] of Object.entries(config ?? {})) await project.stack.setConfig(key, value);
  return { ...project, oss, coverOf: (mediaId) => project.emulator.media.get(mediaId)?.cover };
}

const keyOf = (accessKeyId: string) => ({ accessKeyId, accessKeySecret: "testsecret" });

/** Preview, up, and up again: nothing is set or taken by the first and the last. */
async function bringUp({ stack, emulator, oss }: OpenedExample): Promise<RunResult> {
  const changes = (): number =>
    emulator.requests.count("UpdateMediaCover") + emulator.requests.count("SubmitSnapshotJob");
  const preview = await stack.preview();
  expect([errorsOf(preview), changes(), oss.puts]).toEqual(["", 0, []]);
  const up = await stack.up();
  expect(errorsOf(up)).toBe("");
  const puts = oss.puts.length;
  newCalls(emulator);
  const again = await stack.up();
  expect([errorsOf(again), Object.keys(again.changes)]).toEqual(["", ["same"]]);
  expect([changes(), oss.puts.length]).toEqual([0, puts]);
  return up;
}

const bucketUrl = (bucket: string, region = "cn-hangzhou"): string =>
  `http://${bucket}.oss-${region}.aliyuncs.com/`;
const before = "http://covers.example/before.jpg";

/** What each example promises in its README. */
export const exampleScenarios: readonly ExampleScenario[] = [
  {
    name: "quickstart",
    example: "quickstart",
    async run(open, programDir) {
      const seed: MediaSeed[] = JSON.parse(readFileSync(join(programDir, "library.json"), "utf8"));
      const example = await openExample(open, programDir, seed, {});
      const { stack, coverOf } = example;
      const up = await bringUp(example);
      expect(up.outputs["covers"]).toEqual(seed.map(({ mediaId }) => coverOf(mediaId ?? "")));
      await stack.setConfig("trailerCover", before);
      expect((await stack.up()).changes.update).toBe(1);
      expect((await stack.destroy()).succeeded).toBe(true);
      expect([coverOf(exampleIdFor(1)), coverOf(exampleIdFor(3))]).toEqual([before, seed[2]?.cover]);
    },
  },
  {
    name: "infra",
    example: "infra",
    async run(open, programDir) {
      const seed = [
        {
          mediaId: exampleIdFor(1),
          title: "Trailer",
          fileUrl: `${bucketUrl("videos")}trailer.mp4`,
          cover: before,
        },
      ];
      const config = { bucket: "my-covers", video: "oss://videos/trailer.mp4" };
      const example = await openExample(open, programDir, seed, { config });
      const { stack, oss, coverOf } = example;
      const up = await bringUp(example);
      const [key] = oss.objects("my-covers");
      expect(up.outputs).toEqual({ title: "Trailer", coverUrl: `${bucketUrl("my-covers")}${key}` });
      expect(coverOf(exampleIdFor(1))).toBe(up.outputs["coverUrl"]);
      expect(oss.puts).toMatchObject([{ acl: "public-read", contentType: "image/jpeg" }]);

      writeFileSync(join(programDir, "pictures/trailer.jpg"), png(640, 360));
      const changed = await stack.up();
      expect(errorsOf(changed)).toBe("");
      expect(coverOf(exampleIdFor(1))).toBe(`${bucketUrl("my-covers")}${oss.objects("my-covers").join()}`);
      expect(coverOf(exampleIdFor(1))).not.toBe(up.outputs["coverUrl"]);

      expect((await stack.destroy()).succeeded).toBe(true);
      expect([coverOf(exampleIdFor(1)), oss.objects("my-covers")]).toEqual([before, []]);
    },
  },
  {
    name: "gitops",
    example: "gitops",
    async run(open, programDir) {
      const files = ["keynote", "interview", "webinar"];
      const seed = files.map((file, index) => ({
        mediaId: exampleIdFor(index + 1),
        fileUrl: `${bucketUrl("my-videos")}2026/${file}.mp4`,
        cover: before,
      }));
      const example = await openExample(open, programDir, seed, { config: { bucket: "my-covers" } });
      const { stack, oss, coverOf } = example;
      expect((await bringUp(example)).outputs).toEqual({ covers: 3 });
      const shown = (): string[] => [1, 2, 3].map((index) => coverOf(exampleIdFor(index)) ?? "");
      expect(shown().toSorted()).toEqual(oss.objects("my-covers").map((key) => bucketUrl("my-covers") + key));

      // One picture replaced, one video taken out.
      const webinar = coverOf(exampleIdFor(3));
      const keynote = coverOf(exampleIdFor(1));
      writeFileSync(join(programDir, "pictures/keynote.jpg"), png(640, 360));
      rmSync(join(programDir, "pictures/interview.jpg"));
      replaceIn(join(programDir, "covers.yaml"), / {2}- file: 2026\/interview.mp4\n.*\n/u, "");
      const changed = await stack.up();
      expect([errorsOf(changed), coverOf(exampleIdFor(2)), coverOf(exampleIdFor(3))]).toEqual([
        "",
        before,
        webinar,
      ]);
      expect(coverOf(exampleIdFor(1))).not.toBe(keynote);
      expect(oss.objects("my-covers").map((key) => bucketUrl("my-covers") + key)).toEqual(
        [coverOf(exampleIdFor(1)), webinar].toSorted(),
      );
      expect((await stack.destroy()).succeeded).toBe(true);
    },
  },
  {
    name: "bootstrap",
    example: "bootstrap",
    async run(open, programDir) {
      const region = "ap-southeast-1";
      const library = catalogue.slice(0, 1_000);
      // The same files in another bucket and region, under ids of that region.
      const seed = library.map(({ mediaId, fileUrl }) => ({
        mediaId: mediaId.split("").toReversed().join(""),
        region,
        fileUrl: bucketUrl("videos-sg", region) + new URL(fileUrl).pathname.slice(1),
      }));
      const example = await openExample(open, programDir, seed, {
        config: { region, files: "oss://videos-sg/" },
        env: { ALICLOUD_ACCESS_KEY: "otherAccount", ALICLOUD_SECRET_KEY: "testsecret" },
      });
      const { stack, emulator } = example;
      const up = await bringUp(example);
      expect(up.outputs).toEqual({ covers: 1_000 });
      const wireOf = (index: number): string | undefined => library[index]?.wire;
      const live = seed.map(({ mediaId }) => emulator.media.get(mediaId, region)?.cover);
      expect(live).toEqual(live.map((_, index) => wireOf(index)));

      replaceIn(join(programDir, "catalogue.yaml"), /url: .*/u, "url: http://covers.example/new.jpg");
      newCalls(emulator);
      const changed = await stack.up();
      expect([errorsOf(changed), emulator.requests.countByAction()]).toEqual([
        "",
        { QueryMediaListByURL: 100, QueryMediaList: 1, UpdateMediaCover: 1 },
      ]);
      expect(emulator.requests.countByCode()).toEqual({ OK: 102 });
      expect(
        new Set(emulator.requests.entries.map((entry) => `${entry.region} ${entry.accessKeyId}`)),
      ).toEqual(new Set([`${region} otherAccount`]));
      expect((await stack.destroy()).succeeded).toBe(true);
      expect(emulator.media.get(seed[1]?.mediaId ?? "", region)?.cover).toBe(wireOf(1));
    },
  },
  {
    name: "snapshots",
    example: "snapshots",
    run: async (open, programDir) =>
      takeSnapshots(await openExample(open, programDir, videosIn(programDir), {})),
  },
  {
    name: "snapshots through the packaged provider",
    example: "snapshots",
    async run(open, programDir) {
      // As its README says.
      replaceIn(join(programDir, "index.ts"), /"pulumi-mediacover"/u, '"pulumi-mediacover/plugin"');
      const plugins = { mediacover: packageIn(programDir) };
      await takeSnapshots(await openExample(open, programDir, videosIn(programDir), { plugins }));
    },
  },
];

const videosIn = (programDir: string): MediaSeed[] =>
  JSON.parse(readFileSync(join(programDir, "videos.json"), "utf8"));

/** The folder of the package that a program imports. */
const packageIn = (programDir: string): string =>
  dirname(createRequire(join(programDir, "index.ts")).resolve("pulumi-mediacover/package.json"));

/** A dozen covers out of the videos; then another time for one of them. */
async function takeSnapshots(example: OpenedExample): Promise<void> {
  const { stack, emulator, programDir, coverOf } = example;
  const covers = (): string[] =>
    videosIn(programDir).map(({ mediaId }) => coverOf(mediaId ?? "") ?? "no cover");
  const lookAtCover = (index: number): Promise<string> =>
    lookAt(emulator, covers()[index]?.replace(bucketUrl("my-covers"), "") ?? "", "my-covers");
  expect((await bringUp(example)).outputs).toEqual({ covers: 12 });
  expect(new Set(covers()).size).toBe(12);
  expect(await Promise.all([0, 3, 5, 11].map(lookAtCover))).toEqual([
    "640 x 360: Keynote 00:01:12.500",
    "640 x 360: Panel 00:04:00.000",
    "640 x 360: Closing 00:13:30.000",
    "640 x 360: Highlights 00:00:12.000",
  ]);

  const [, ...others] = covers();
  replaceIn(join(programDir, "covers.yaml"), /1m12\.5s/u, "2m");
  newCalls(emulator);
  const changed = await stack.up();
  expect([errorsOf(changed), changed.changes.update]).toEqual(["", 2]);
  expect(newCalls(emulator)).toMatchObject({ SubmitSnapshotJob: 1, UpdateMediaCover: 1 });
  expect(covers().slice(1)).toEqual(others);

  expect((await stack.destroy()).succeeded).toBe(true);
  expect(covers().slice(1)).toEqual(others);
  expect(await lookAtCover(0)).toBe("640 x 360: Keynote 00:02:00.000");
}

function replaceIn(file: string, pattern: RegExp, text: string): void {
  const content = readFileSync(file, "utf8");
  expect(content).toMatch(pattern);
  writeFileSync(file, content.replace(pattern, text));
}
