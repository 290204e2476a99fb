import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { startEmulator } from "../../emulator/index";
import { runProcess } from "../support/childProcess";
import { type InstalledExamples, installExamples } from "../support/installedExamples";
import { ossStandIn } from "../support/ossStandIn";
import { png } from "../support/pictures";
import { temporaryFolder } from "../support/temporaryFolder";
import { readWorkflow, runWorkflow, type StepResult } from "../support/workflow";
import { findCliFor } from "./findCli";
import { openStandInPlugins } from "./standInPlugin";
import { exampleIdFor } from "../support/mediaIds";

const files = ["keynote", "interview", "webinar"];
const promises = [
  "a pull request is shown, merged, applied, and drift of it found and mended, by the workflows' own scripts",
];
const cli = await findCliFor(promises);

/** A repository that was made from the example, and whoever runs its workflows. */
async function openRepository(folder: string, cliPath: string) {
  const seed = files.map((file, index) => ({
    mediaId: exampleIdFor(index + 1),
    title: file,
    fileUrl: `http://my-videos.oss-cn-hangzhou.aliyuncs.com/2026/${file}.mp4`,
  }));
  const emulator = await startEmulator({ seed });
  onTestFinished(() => emulator.close());
  const plugins = await openStandInPlugins(ossStandIn(temporaryFolder("oss"), folder).otherProviders);
  onTestFinished(() => plugins.stop());
  const home = temporaryFolder("runner");
  mkdirSync(join(home, "backend"));
  // Whatever `gh` is told is written down; there is no issue yet.
  const bin = join(home, "bin");
  mkdirSync(bin);
  writeFileSync(join(bin, "gh"), `#!/bin/sh\necho "$@" >> ${home}/gh.log\n`);
  chmodSync(join(bin, "gh"), 0o755);
  const path = [
    bin,
    dirname(cliPath),
    resolve(folder, "../node_modules/.bin"),
    dirname(process.execPath),
    process.env["PATH"],
  ];
  const env = {
    HOME: home,
    PATH: path.join(delimiter),
    PULUMI_HOME: join(home, ".pulumi"),
    PULUMI_BACKEND_URL: `file://${join(home, "backend")}`,
    PULUMI_CONFIG_PASSPHRASE: "test",
    PULUMI_SKIP_UPDATE_CHECK: "true",
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    PULUMI_DEBUG_PROVIDERS: plugins.attachTo,
    MEDIACOVER_ENDPOINT: emulator.url,
    // What the step with the role leaves in the environment.
    ALIBABA_CLOUD_ACCESS_KEY_ID: "testid",
    ALIBABA_CLOUD_ACCESS_KEY_SECRET: "testsecret",
  };
  const pulumi = (...words: string[]) => runProcess(cliPath, words, { cwd: folder, env });
  await pulumi("stack", "init", "prod");
  await pulumi("config", "set", "alicloud:region", "cn-hangzhou");
  await pulumi("config", "set", "bucket", "my-covers");
  const expressions = { "vars.PULUMI_STACK": "prod", "github.token": "token", "github.event.number": "7" };
  return {
    emulator,
    run(name: string): Promise<StepResult[]> {
      const workflow = readWorkflow(join(folder, `.github/workflows/${name}.yml`));
      return runWorkflow(workflow, { folder, env, expressions });
    },
    /** What `gh` was told since the last look. */
    told(): string[] {
      const log = readFileSync(join(home, "gh.log"), { encoding: "utf8", flag: "a+" });
      rmSync(join(home, "gh.log"));
      return log.trim().split("\n");
    },
    read: (name: string): string => readFileSync(join(folder, name), "utf8"),
  };
}

const failedOf = (results: StepResult[]): StepResult[] => results.filter(({ succeeded }) => !succeeded);

describe.skipIf(!cli.found)("the gitops example on the real CLI", () => {
  let installed: InstalledExamples;
  beforeAll(async () => {
    installed = await installExamples();
  });
  afterAll(() => installed.remove());

  it(promises[0] ?? "", async () => {
    const folder = installed.copy("gitops");
    const { emulator, run, told, read } = await openRepository(folder, cli.found ? cli.path : "");
    const coverOf = (index: number): string | undefined => emulator.media.get(exampleIdFor(index))?.cover;

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
