import { mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { rolldown } from "rolldown";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { runProcess } from "../support/childProcess";
import { type InstalledPackage, installPackage } from "../support/installedPackage";
import {
  coverSnapshotType,
  mediaCoverSetType,
  mediaCoverType,
  openProject,
  type Project,
  type ProjectOptions,
  recordedOutputs,
  stepsOf,
  writeProgram,
} from "../support/project";
import { openTestEngineStack } from "./harness/testEngineStack";

const mediaId = "6cc3aa66d1cb4bb2adf14e726c0a0001";
const [first, second] = ["http://c.example/first.jpg", "http://c.example/second.jpg"];
const fileUrl = "http://videos.oss-cn-hangzhou.aliyuncs.com/trailer.mp4";
const frame = { mediaId, time: 5, bucket: "covers" };
const root = resolve(import.meta.dirname, "../..");

/** The text that Pulumi stores of the provider. */
async function storedText({ stack }: Project, ofType = mediaCoverType): Promise<unknown> {
  const { resources } = await stack.checkpoint();
  const cover = resources.find(({ type }) => type === ofType);
  expect(cover?.inputs["__provider"]).toBe(cover?.outputs["__provider"]);
  return cover?.outputs["__provider"];
}

const open = (options: ProjectOptions = {}): Promise<Project> =>
  openProject(openTestEngineStack, { emulator: { seed: [{ mediaId, fileUrl }] }, ...options });

describe("the provider's text in users' states", () => {
  it("holds the methods that load the lifecycle by name, where the package is linked", async () => {
    const project = await open();
    project.declare({ trailer: { mediaId, coverUrl: first }, library: { covers: {} }, frame });
    await project.stack.up();
    await expect(storedText(project)).resolves.toMatchFileSnapshot("golden/linked.txt");
    const ofSet = storedText(project, mediaCoverSetType);
    await expect(ofSet).resolves.toMatchFileSnapshot("golden/linkedSet.txt");
    const ofSnapshot = storedText(project, coverSnapshotType);
    await expect(ofSnapshot).resolves.toMatchFileSnapshot("golden/linkedSnapshot.txt");
  });
});

describe("the package installed by pnpm from its tarball", () => {
  it("is stored as the same constant reference", async () => {
    const installed = await installPackage([], "pnpm");
    onTestFinished(() => installed.remove());
    const programDir = join(installed.folder, "program");
    mkdirSync(programDir);
    writeProgram(programDir);
    const project = await open({ programDir });
    project.declare({ trailer: { mediaId, coverUrl: first }, library: { covers: {} } });
    expect(stepsOf(await project.stack.up()).toSorted()).toEqual(["create library", "create trailer"]);
    await expect(storedText(project)).resolves.toMatchFileSnapshot("golden/installed.txt");
    await expect(storedText(project, mediaCoverSetType)).resolves.toMatchFileSnapshot(
      "golden/installedSet.txt",
    );
  });
});

describe("the package installed by npm from its tarball", () => {
  let installed: InstalledPackage;
  beforeAll(async () => {
    installed = await installPackage();
  });
  afterAll(() => installed.remove());

  function programDir(name: string): string {
    const folder = join(installed.folder, name);
    mkdirSync(folder, { recursive: true });
    return folder;
  }

  it("is stored as a constant reference, which never changes", async () => {
    const folder = programDir("constant");
    writeProgram(folder);
    const project = await open({ programDir: folder });
    project.declare({ trailer: { mediaId, coverUrl: first }, library: { covers: {} }, frame });
    await project.stack.up();
    await expect(storedText(project)).resolves.toMatchFileSnapshot("golden/installed.txt");
    const ofSet = storedText(project, mediaCoverSetType);
    await expect(ofSet).resolves.toMatchFileSnapshot("golden/installedSet.txt");
    const ofSnapshot = storedText(project, coverSnapshotType);
    await expect(ofSnapshot).resolves.toMatchFileSnapshot("golden/installedSnapshot.txt");
  });

  it("can be upgraded between two ups: no difference, and the new code runs at once, for refresh too", async () => {
    const folder = programDir("upgraded");
    writeProgram(folder);
    const { stack, emulator, declare } = await open({ programDir: folder });
    declare({ trailer: { mediaId, coverUrl: first } });
    await stack.up();
    const agents = (): (string | undefined)[] =>
      emulator.requests.entries.map(({ headers }) => headers["user-agent"]?.split(" ")[0]);
    const [before] = agents();

    installed.upgrade("99.0.0");
    emulator.requests.clear();
    expect(stepsOf(await stack.up())).toEqual(["same trailer"]);
    expect(emulator.requests.count()).toBe(0);
    expect((await stack.refresh()).succeeded).toBe(true);
    declare({ trailer: { mediaId, coverUrl: second } });
    expect(stepsOf(await stack.up())).toEqual(["update trailer [coverUrl]"]);
    expect(before).not.toBe("pulumi-mediacover/99.0.0");
    expect(new Set(agents())).toEqual(new Set(["pulumi-mediacover/99.0.0"]));

    expect((await stack.destroy()).changes.delete).toBe(2);
    expect(emulator.media.get(mediaId)?.cover).toBe(second);
  });

  const declaration = `new MediaCover("trailer", { mediaId: "${mediaId}", coverUrl: "${first}" });`;

  it.each([
    [
      "an ESM program",
      "index.mjs",
      "module",
      `import { MediaCover } from "pulumi-mediacover";\n${declaration}`,
      false,
    ],
    [
      "a TypeScript program",
      "index.ts",
      "commonjs",
      `import { MediaCover } from "pulumi-mediacover";\nconst cover: MediaCover = ${declaration}\nexport const url = cover.coverUrl;`,
      true,
    ],
  ] as const)("serves %s", async (_what, main, type, text, typescript) => {
    const folder = programDir(main);
    writeFileSync(join(folder, main), text);
    writeFileSync(
      join(folder, "package.json"),
      JSON.stringify({ name: "program", private: true, type, main }),
    );
    const { stack, emulator } = await open({ programDir: folder, stack: { typescript } });
    expect(stepsOf(await stack.up())).toEqual(["create trailer"]);
    expect(emulator.media.get(mediaId)?.cover).toBe(first);
    expect(await recordedOutputs(stack, "trailer")).toMatchObject({ coverUrl: first });
  });

  it("serves a program that a bundler made one file of, and keeps the stored text small", async () => {
    const folder = programDir("bundled");
    writeFileSync(
      join(folder, "source.mjs"),
      `import { MediaCover } from "pulumi-mediacover";\n${declaration}`,
    );
    const external = /^@pulumi\//;
    const bundle = await rolldown({ input: join(folder, "source.mjs"), platform: "node", external });
    await bundle.write({ file: join(folder, "index.js"), format: "cjs", codeSplitting: false });
    writeFileSync(
      join(folder, "package.json"),
      JSON.stringify({ name: "program", private: true, main: "index.js" }),
    );
    const project = await open({ programDir: folder });
    expect(stepsOf(await project.stack.up())).toEqual(["create trailer"]);
    expect(String(await storedText(project)).length).toBeLessThan(3000);
  });

  it("has types that hold for strict consumers, CommonJS and ESM", async () => {
    const folder = programDir("types");
    const program = `
      import * as pulumi from "@pulumi/pulumi";
      import { MediaCover, type MediaCoverArgs, type OnDelete } from "pulumi-mediacover";
      import { startEmulator, type Emulator } from "pulumi-mediacover/emulator";
      const args: MediaCoverArgs = { mediaId: pulumi.output("x"), coverUrl: "y", onDelete: "restore" };
      const cover = new MediaCover("a", args, { protect: true });
      export const url: pulumi.Output<string> = cover.previousCoverUrl;
      export const choice: pulumi.Output<OnDelete> = MediaCover.get("b", "c").onDelete;
      export const started: Promise<Emulator> = startEmulator({ qps: 10 });
      // @ts-expect-error -- an argument that does not exist
      new MediaCover("d", { ...args, cover: "z" });
      // @ts-expect-error -- the URL is missing
      new MediaCover("e", { mediaId: "x" });
    `;
    writeFileSync(join(folder, "consumer.cts"), program);
    writeFileSync(join(folder, "consumer.mts"), program);
    const compilerOptions = {
      strict: true,
      noEmit: true,
      module: "nodenext",
      target: "es2024",
      lib: ["es2024"],
      types: ["node"],
      skipLibCheck: true,
    };
    writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, include: ["."] }));
    expect((await runProcess("tsc", ["-p", folder], { cwd: root })).output).toBe("");
  });
});
