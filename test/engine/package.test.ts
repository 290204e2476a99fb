import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { installPackage } from "../support/installedPackage";
import {
  coverSnapshotType,
  mediaCoverSetType,
  openProject,
  type Project,
  type ProjectOptions,
  stepsOf,
  storedText,
  writeProgram,
} from "../support/project";
import { openTestEngineStack } from "./harness/testEngineStack";

const mediaId = "6cc3aa66d1cb4bb2adf14e726c0a0001";
const [first, second] = ["http://c.example/first.jpg", "http://c.example/second.jpg"];
const fileUrl = "http://videos.oss-cn-hangzhou.aliyuncs.com/trailer.mp4";
const frame = { mediaId, time: 5, bucket: "covers" };

const open = (options: ProjectOptions = {}): Promise<Project> =>
  openProject(openTestEngineStack, { emulator: { seed: [{ mediaId, fileUrl }] }, ...options });

const declared = { trailer: { mediaId, coverUrl: first }, library: { covers: {} }, frame };

/** Holds the provider's texts in a stack's state against the golden ones. */
async function expectStoredTexts(project: Project, name: string): Promise<void> {
  const golden = (text: Promise<unknown>, suffix: string): Promise<void> =>
    expect(text).resolves.toMatchFileSnapshot(`golden/${name}${suffix}.txt`);
  await golden(storedText(project), "");
  await golden(storedText(project, mediaCoverSetType), "Set");
  await golden(storedText(project, coverSnapshotType), "Snapshot");
}

describe("the provider's text in users' states", () => {
  it("holds the methods that load the lifecycle by name, where the package is linked", async () => {
    const project = await open();
    project.declare(declared);
    await project.stack.up();
    await expectStoredTexts(project, "linked");
  });

  it("is a constant reference where the package is installed: an upgrade between two ups is no difference, and the new code runs at once, for refresh too", async () => {
    const installed = await installPackage();
    onTestFinished(() => installed.remove());
    const programDir = join(installed.folder, "program");
    mkdirSync(programDir);
    writeProgram(programDir);
    const project = await open({ programDir });
    const { stack, emulator, declare } = project;
    declare(declared);
    await stack.up();
    await expectStoredTexts(project, "installed");
    const agents = (): (string | undefined)[] =>
      emulator.requests.entries.map(({ headers }) => headers["user-agent"]?.split(" ")[0]);
    expect(agents()).not.toContain("pulumi-mediacover/99.0.0");

    installed.upgrade("99.0.0");
    emulator.requests.clear();
    expect(stepsOf(await stack.up()).toSorted()).toEqual(["same frame", "same library", "same trailer"]);
    expect(emulator.requests.count()).toBe(0);
    expect((await stack.refresh()).succeeded).toBe(true);
    declare({ ...declared, trailer: { mediaId, coverUrl: second } });
    expect(stepsOf(await stack.up())).toContain("update trailer [coverUrl]");
    expect(new Set(agents())).toEqual(new Set(["pulumi-mediacover/99.0.0"]));

    expect((await stack.destroy()).succeeded).toBe(true);
    expect(emulator.media.get(mediaId)?.cover).toBe(second);
  });
});
