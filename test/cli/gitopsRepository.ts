import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join, resolve } from "node:path";
import { onTestFinished } from "vitest";
import { startEmulator } from "../../emulator/index";
import { runProcess } from "../support/childProcess";
import { exampleIdFor } from "../support/mediaIds";
import { ossStandIn } from "../support/ossStandIn";
import { temporaryFolder } from "../support/temporaryFolder";
import { openStandInPlugins } from "./standInPlugin";

const files = ["keynote", "interview", "webinar"];

/** A repository that was made from the example, and the environment of whoever runs its pipelines. */
export async function openRepository(folder: string, cliPath: string) {
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
  return {
    emulator,
    env,
    coverOf: (index: number): string | undefined => emulator.media.get(exampleIdFor(index))?.cover,
    /** What `gh` was told since the last look. */
    told(): string[] {
      const log = readFileSync(join(home, "gh.log"), { encoding: "utf8", flag: "a+" });
      rmSync(join(home, "gh.log"));
      return log.trim().split("\n");
    },
    read: (name: string): string => readFileSync(join(folder, name), "utf8"),
  };
}
