// `npm run release:check`: installs the tarball as a user does, with npm from the registry, and sets a cover with it.
import { equal } from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { startEmulator } from "../../dist/emulator/index.js";
import { openTestEngineStack } from "../engine/harness/testEngineStack.ts";
import { runProcess } from "../support/childProcess.ts";
import { besides, pack, withoutNpmVariables } from "../support/installedPackage.ts";
import { root } from "../support/lockFile.ts";

/** The registry may be slow; it may not hold up a release for ever. */
const installDeadlineMs = 5 * 60_000;
const mediaId = "6cc3aa66d1cb4bb2adf14e726c0a0001";
const coverUrl = "http://c.example/a.jpg";

const { version, devDependencies } = z
  .object({ version: z.string(), devDependencies: z.record(z.string(), z.string()) })
  .parse(JSON.parse(readFileSync(join(root, "package.json"), "utf8")));

const work = mkdtempSync(join(tmpdir(), "release-check-"));
try {
  const folder = join(work, "project");
  mkdirSync(folder);
  await install(folder);
  const { output } = await runProcess(join(folder, "node_modules/.bin/mediacover"), ["--version"]);
  equal(output.trim(), version);
  await setCover(folder);
  console.log(`release:check: ${version} installs with npm, and sets a cover`);
} finally {
  rmSync(work, { recursive: true });
}

async function install(folder: string): Promise<void> {
  writeFileSync(
    join(folder, "package.json"),
    JSON.stringify({ name: "release-check", private: true, main: "index.js" }),
  );
  const { file } = await pack(work);
  const versions = besides.map((name) => `${name}@${devDependencies[name]}`);
  const words = [
    "install",
    "--no-audit",
    "--no-fund",
    "--ignore-scripts",
    "--loglevel=error",
    file,
    ...versions,
  ];
  const options = { cwd: folder, env: withoutNpmVariables(), deadlineMs: installDeadlineMs };
  await runProcess("npm", words, options);
}

async function setCover(folder: string): Promise<void> {
  writeFileSync(
    join(folder, "index.js"),
    `const { MediaCover } = require("pulumi-mediacover");
new MediaCover("trailer", { mediaId: "${mediaId}", coverUrl: "${coverUrl}" });`,
  );
  const emulator = await startEmulator({ seed: [{ mediaId }] });
  try {
    const stack = await openTestEngineStack({
      programDir: folder,
      projectName: "release-check",
      typescript: false,
      config: {
        "mediacover:endpoint": emulator.url,
        "alicloud:region": "cn-hangzhou",
        "alicloud:accessKey": "testid",
        "alicloud:secretKey": "testsecret",
      },
    });
    const up = await stack.up();
    equal(up.succeeded, true, up.text);
    equal(emulator.media.get(mediaId)?.cover, coverUrl);
    const { resources } = await stack.checkpoint();
    const cover = resources.find(({ type }) => type.endsWith(":MediaCover"));
    const golden = new URL("../engine/golden/installed.txt", import.meta.url);
    equal(
      cover?.inputs["__provider"],
      readFileSync(golden, "utf8"),
      "the text that states hold is another one",
    );
    await stack.close();
  } finally {
    await emulator.close();
  }
}
