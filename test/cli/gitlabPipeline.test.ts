import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startGitLab } from "../support/gitLab";
import { type InstalledExamples, installExamples } from "../support/installedExamples";
import { exampleIdFor } from "../support/mediaIds";
import { readPipeline, runJob } from "../support/pipeline";
import { findCliFor } from "./findCli";
import { openRepository } from "./gitopsRepository";

const promises = [
  "a merge request is shown, merged, applied, and drift of it found and repaired, by the scripts of the GitLab pipeline",
];
const cli = await findCliFor(promises);

// An operation of the CLI takes seconds, and there are nine.
const timeout = 300_000;

describe.skipIf(!cli.found)("the gitops example with GitLab on the real CLI", { timeout }, () => {
  let installed: InstalledExamples;
  beforeAll(async () => {
    installed = await installExamples();
  });
  afterAll(() => installed.remove());

  it(promises[0] ?? "", async () => {
    const folder = installed.copy("gitops");
    const { emulator, env, coverOf, read } = await openRepository(folder, cli.found ? cli.path : "");
    const gitLab = await startGitLab();
    const pipeline = readPipeline(join(folder, ".gitlab-ci.yml"));
    const job = { ...env, ...gitLab.env, PULUMI_STACK: "prod", CI_MERGE_REQUEST_IID: "12" };
    const run = (name: string) => runJob(pipeline, name, { folder, env: job });
    /** What GitLab was told since the last look. */
    const told = (): string[] => gitLab.told.splice(0).map(({ request }) => request);
    const succeeds = { succeeded: true, output: expect.any(String) };

    expect(await run("preview")).toEqual(succeeds);
    expect(told()).toEqual(["POST /projects/7/merge_requests/12/notes"]);
    expect(read("report.md")).toMatch(/3 new/i);
    expect(read("covers.html")).toContain("data:image/jpeg;base64,");
    expect(emulator.requests.count("UpdateMediaCover")).toBe(0);

    expect(await run("apply")).toEqual(succeeds);
    expect(coverOf(1)).toMatch(/^http:\/\/my-covers\.oss-cn-hangzhou\.aliyuncs\.com\/covers\/keynote-/);
    expect(await run("drift")).toEqual(succeeds);
    expect(told()).toEqual([]);

    emulator.media.setCover(exampleIdFor(1), "http://elsewhere.example/snapshot.jpg");
    expect((await run("drift")).succeeded).toBe(false);
    expect(told()).toEqual(["POST /projects/7/issues"]);
    expect(read("report.md")).toContain("http://elsewhere.example/snapshot.jpg");
    expect(await run("apply")).toEqual(succeeds);
    expect(coverOf(1)).toMatch(/keynote-/);

    writeFileSync(join(folder, "pictures/keynote.jpg"), "no picture");
    expect((await run("preview")).succeeded).toBe(false);
  });
});
