import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Browser } from "playwright-core";
import { type MediaSeed, startEmulator } from "../../../dist/emulator/index.js";
import { chooseEngine } from "../../../demo/engine.ts";
import { openPage } from "../../../test/browser/browser.ts";
import { save } from "./save.ts";

const examples = resolve(import.meta.dirname, "../../../examples");

/** Objects of the bucket `covers`, by the pictures that are put there. */
const objects = {
  "trailer.jpg": "infra/pictures/trailer.jpg",
  "封面/keynote 2026.jpg": "gitops/pictures/keynote.jpg",
  "interview.jpg": "gitops/pictures/interview.jpg",
  "webinar.jpg": "gitops/pictures/webinar.jpg",
};

const others = [
  ["Onboarding, part 1", "part-1.jpg"],
  ["Onboarding, part 2", "part-2.jpg"],
  ["开箱 新品", "unboxing.jpg"],
  ["Webinar: covers as code", "webinar.jpg"],
  ["Roadmap", "roadmap.jpg"],
  ["مرحبا بكم في القناة", "welcome.jpg"],
  ["Behind the scenes", undefined],
  ["Release 4.2 in five minutes", "release.jpg"],
  ["Concert, first half", "concert-1.jpg"],
] as const;

/** Waits in the page for what can be seen. */
const picturesInView = `Promise.all(
  [...document.images]
    .filter((image) => image.getBoundingClientRect().top < innerHeight && image.checkVisibility())
    .map((image) => image.decode()),
)`;

/** The emulator's page after the quickstart's `pulumi up`, in light and in dark. */
export async function takeWall(browser: Browser, folder: string): Promise<string[]> {
  const pictures = mkdtempSync(join(tmpdir(), "wall-"));
  for (const [key, file] of Object.entries(objects)) {
    const target = join(pictures, "covers", key);
    mkdirSync(resolve(target, ".."), { recursive: true });
    cpSync(join(examples, file), target);
  }
  const programDir = join(examples, "quickstart");
  const library: MediaSeed[] = JSON.parse(readFileSync(join(programDir, "library.json"), "utf8"));
  const more = others.map(([title, cover], index) => ({
    mediaId: `6cc3aa66d1cb4bb2adf14e726c0b00${index.toString(16).padStart(2, "0")}`,
    title,
    ...(cover !== undefined && { cover: `http://covers.oss-cn-hangzhou.aliyuncs.com/${cover}` }),
  }));
  const emulator = await startEmulator({ seed: [...library, ...more], pictures });
  const { open } = await chooseEngine();
  const stack = await open({
    programDir,
    projectName: "mediacover-quickstart",
    config: {
      "mediacover:endpoint": emulator.url,
      "alicloud:region": "cn-hangzhou",
      "alicloud:accessKey": "testid",
      "alicloud:secretKey": "testsecret",
    },
  });
  try {
    const { succeeded, text } = await stack.up();
    if (!succeeded) throw new Error(text);
    const files: string[] = [];
    for (const colorScheme of ["light", "dark"] as const) {
      const { page } = await openPage(browser, emulator.url, {
        colorScheme,
        viewport: { width: 1200, height: 700 },
        deviceScaleFactor: 1.5,
      });
      await page.locator("#changes li").first().waitFor();
      await page.evaluate(picturesInView);
      files.push(await save(await page.screenshot(), folder, `wall-${colorScheme}.png`));
      await page.close();
    }
    return files;
  } finally {
    await stack.close();
    await emulator.close();
    rmSync(pictures, { recursive: true });
  }
}
