import { mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { rolldown } from "rolldown";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { openTestEngineStack } from "../engine/harness/testEngineStack";
import { runProcess } from "../support/childProcess";
import { type InstalledPackage, installPackage } from "../support/installedPackage";
import {
  mediaCoverSetType,
  openProject,
  type Project,
  type ProjectOptions,
  recordedOutputs,
  stepsOf,
  storedText,
  writeProgram,
} from "../support/project";

const mediaId = "6cc3aa66d1cb4bb2adf14e726c0a0001";
const first = "http://c.example/first.jpg";
const root = resolve(import.meta.dirname, "../..");

const open = (options: ProjectOptions): Promise<Project> =>
  openProject(openTestEngineStack, { emulator: { seed: [{ mediaId }] }, ...options });

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
    await expect(storedText(project)).resolves.toMatchFileSnapshot("../engine/golden/installed.txt");
    await expect(storedText(project, mediaCoverSetType)).resolves.toMatchFileSnapshot(
      "../engine/golden/installedSet.txt",
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
