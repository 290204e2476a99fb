import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type InstalledExamples, installExamples } from "../support/installedExamples";
import { exampleIdFor } from "../support/mediaIds";
import { png } from "../support/pictures";
import { readWorkflow, runWorkflow, type StepResult } from "../support/workflow";
import { findCliFor } from "./findCli";
import { openRepository } from "./gitopsRepository";

const promises = [
  "a pull request is shown, merged, applied, and drift of it found and mended, by the workflows' own scripts",
];
const cli = await findCliFor(promises);

const failedOf = (results: StepResult[]): StepResult[] => results.filter(({ succeeded }) => !succeeded);

describe.skipIf(!cli.found)("the gitops example on the real CLI", () => {
  let installed: InstalledExamples;
  beforeAll(async () => {
    installed = await installExamples();
  });
  afterAll(() => installed.remove());

  it(promises[0] ?? "", async () => {
    const folder = installed.copy("gitops");
    const { emulator, env, coverOf, told, read } = await openRepository(folder, cli.found ? cli.path : "");
    const expressions = { "vars.PULUMI_STACK": "prod", "github.token": "token", "github.event.number": "7" };
    const run = (name: string): Promise<StepResult[]> =>
      runWorkflow(readWorkflow(join(folder, `.github/workflows/${name}.yml`)), { folder, env, expressions });

    expect(failedOf(await run("preview"))).toEqual([]);
    expect(told()).toEqual(["pr comment 7 --body-file report.md --edit-last --create-if-none"]);
    expect(read("report.md")).toMatch(/3 new/i);
    // The pictures that are uploaded are shown before they are.
    expect(read("covers.html").match(/data:image\/jpeg;base64,/g)).toHaveLength(3);
    expect(emulator.requests.count("UpdateMediaCover")).toBe(0);

    expect(failedOf(await run("apply"))).toEqual([]);
    expect(coverOf(1)).toMatch(/^http:\/\/my-covers\.oss-cn-hangzhou\.aliyuncs\.com\/covers\/keynote-/);
    expect(failedOf(await run("drift"))).toEqual([]);
    expect(told()).toEqual([""]);

    emulator.media.setCover(exampleIdFor(1), "http://elsewhere.example/snapshot.jpg");
    expect(failedOf(await run("drift")).map(({ name }) => name)).toEqual(["Compare"]);
    expect(told().at(-1)).toMatch(/^issue create --label covers-drift /);
    expect(read("report.md")).toContain("http://elsewhere.example/snapshot.jpg");
    expect(failedOf(await run("apply"))).toEqual([]);
    expect(coverOf(1)).toMatch(/keynote-/);

    writeFileSync(join(folder, "pictures/keynote.jpg"), png(640, 360));
    expect(failedOf(await run("preview"))).toEqual([]);
    expect(read("report.md")).toMatch(/1 changed/i);
    writeFileSync(join(folder, "pictures/keynote.jpg"), "no picture");
    expect(failedOf(await run("preview")).map(({ name }) => name)).toEqual([
      "Check the manifest and its pictures",
    ]);
  });
});
