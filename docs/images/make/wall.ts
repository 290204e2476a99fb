import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Browser } from "playwright-core";
import { type Emulator, type MediaSeed, startEmulator } from "../../../dist/emulator/index.js";
import { chooseEngine } from "../../../demo/engine.ts";
import { configurationFor } from "../../../demo/service.ts";
import { openPage } from "../../../test/browser/browser.ts";
import type { OpenStack } from "../../../test/engine/harness/stack.ts";
import { save } from "./save.ts";

const examples = resolve(import.meta.dirname, "../../../examples");
const quickstart = join(examples, "quickstart");

/** Objects of the bucket `covers`, by the pictures that are put there. */
const objects = {
  "trailer.jpg": "infra/pictures/trailer.jpg",
  "封面/keynote 2026.jpg": "gitops/pictures/keynote.jpg",
  "interview.jpg": "gitops/pictures/interview.jpg",
  "webinar.jpg": "gitops/pictures/webinar.jpg",
};

/** Videos besides those of the quickstart; one without a cover gets a frame of its own, if it has a time for it. */
const others = [
  ["Onboarding, part 1", undefined, "12.5s"],
  ["Onboarding, part 2", undefined, "1m30s"],
  ["开箱 新品", "unboxing.jpg"],
  ["Webinar: covers as code", "webinar.jpg"],
  ["Roadmap", undefined, "50%"],
  ["مرحبا بكم في القناة", "welcome.jpg"],
  ["Behind the scenes", undefined],
  ["Release 4.2 in five minutes", "release.jpg"],
  ["Concert, first half", "concert-1.jpg"],
] as const;

const idOf = (index: number): string =>
  `6cc3aa66d1cb4bb2adf14e726c0b00${index.toString(16).padStart(2, "0")}`;

/** A program that makes frames the covers of `others`. */
const frames = `
const { CoverSnapshot, MediaCover } = require("pulumi-mediacover");
for (const { mediaId, time } of ${JSON.stringify(
  others.flatMap(([, , time], index) => (time === undefined ? [] : [{ mediaId: idOf(index), time }])),
)}) {
  const { coverUrl } = new CoverSnapshot(mediaId, { mediaId, time, bucket: "covers", width: 1280 });
  new MediaCover(mediaId, { mediaId, coverUrl });
}
`;

/** Waits in the page for what can be seen. */
const picturesInView = `Promise.all(
  [...document.images]
    .filter((image) => image.getBoundingClientRect().top < innerHeight && image.checkVisibility())
    .map((image) => image.decode()),
)`;

/** The emulator's page after a program with frames and the quickstart's `pulumi up`, in light and in dark. */
export async function takeWall(browser: Browser, folder: string): Promise<string[]> {
  const pictures = mkdtempSync(join(tmpdir(), "wall-"));
  for (const [key, file] of Object.entries(objects)) {
    const target = join(pictures, "covers", key);
    mkdirSync(resolve(target, ".."), { recursive: true });
    cpSync(join(examples, file), target);
  }
  const programDir = mkdtempSync(join(tmpdir(), "frames-"));
  writeFileSync(join(programDir, "index.js"), frames);
  writeFileSync(join(programDir, "package.json"), JSON.stringify({ name: "frames", main: "index.js" }));
  symlinkSync(resolve(examples, "../node_modules"), join(programDir, "node_modules"));
  const library: MediaSeed[] = JSON.parse(readFileSync(join(quickstart, "library.json"), "utf8"));
  const more = others.map(([title, cover], index) => ({
    mediaId: idOf(index),
    title,
    durationSeconds: 240,
    ...(cover !== undefined && { cover: `http://covers.oss-cn-hangzhou.aliyuncs.com/${cover}` }),
  }));
  const emulator = await startEmulator({ seed: [...library, ...more], pictures });
  const { open } = await chooseEngine();
  try {
    await up(open, programDir, emulator);
    await up(open, quickstart, emulator);
    const files: string[] = [];
    for (const colorScheme of ["light", "dark"] as const) {
      const { page } = await openPage(browser, emulator.url, {
        colorScheme,
        viewport: { width: 1200, height: 700 },
        deviceScaleFactor: 1.25,
      });
      await page.locator("#changes li").first().waitFor();
      await page.evaluate(picturesInView);
      files.push(await save(await page.screenshot(), folder, `wall-${colorScheme}.png`));
      await page.close();
    }
    return files;
  } finally {
    await emulator.close();
    for (const each of [pictures, programDir]) rmSync(each, { recursive: true });
  }
}

/** Runs a program once. */
async function up(open: OpenStack, programDir: string, emulator: Emulator): Promise<void> {
  const typescript = programDir === quickstart;
  const stack = await open({
    programDir,
    projectName: "wall",
    typescript,
    config: configurationFor(emulator),
  });
  try {
    const { succeeded, text } = await stack.up();
    if (!succeeded) throw new Error(text);
  } finally {
    await stack.close();
  }
}
