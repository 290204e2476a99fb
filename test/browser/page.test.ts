import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { expect, onTestFinished } from "vitest";
import { type Emulator, type EmulatorOptions, startEmulator } from "../../emulator/index.ts";
import { openInProcessStack } from "../engine/harness/testEngineStack.ts";
import { openProject } from "../support/project.ts";
import { phone } from "./browser.ts";
import { inBrowser } from "./inBrowser.ts";

const id = (number: number): string => number.toString(16).padStart(32, "0");
const coverUrl = (name: string): string => `http://covers.oss-cn-hangzhou.aliyuncs.com/${name}`;
const markup = `<img src=x onerror="globalThis.ran = true"><script>globalThis.ran = true</script>`;
const titles = ["Trailer", "Keynote 2026", "مرحبا بكم في القناة", markup, "W".repeat(300), "Teaser"];
const seed = titles.map((title, index) => ({
  mediaId: id(index + 1),
  title,
  ...(title === "Teaser" ? {} : { cover: coverUrl(`old-${index + 1}.jpg`) }),
}));

/** An emulator that is closed with the test. */
async function start(options: EmulatorOptions = {}): Promise<Emulator> {
  const emulator = await startEmulator({ seed, ...options });
  onTestFinished(() => emulator.close());
  return emulator;
}

const tile = (page: Page, number: number): ReturnType<Page["locator"]> =>
  page.locator(`#wall li:nth-child(${number})`);

/** What the wall shows of titles. */
const shownTitles = (page: Page): Promise<string[]> =>
  page.locator("#wall li:not([hidden]) .title").allTextContents();

const library = (size: number): EmulatorOptions["seed"] =>
  Array.from({ length: size }, (_, index) => ({ mediaId: id(index + 1), title: `Video ${index + 1}` }));

const pixels =
  "iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAYAAAD0In+KAAAAD0lEQVR42mNk+M9QDwADggGBHGk2fgAAAABJRU5ErkJggg==";

/** A folder of pictures with `covers/new.png`, two pixels wide, and a document with a script. */
function pictureFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "pictures-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  mkdirSync(join(folder, "covers"));
  writeFileSync(join(folder, "covers/new.png"), Buffer.from(pixels, "base64"));
  const script = "document.documentElement.setAttribute('data-ran', '')";
  writeFileSync(
    join(folder, "covers/script.svg"),
    `<svg xmlns="http://www.w3.org/2000/svg" onload="${script}"><script>${script}</script></svg>`,
  );
  return folder;
}

inBrowser("the emulator's page", {
  "shows a cover change while `pulumi up` is still running, its picture, the old and the new one": async (
    open,
  ) => {
    const { stack, emulator, declare } = await openProject(openInProcessStack, {
      emulator: { seed, pictures: pictureFolder() },
    });
    const { page, errors, foreignRequests } = await open(emulator.url);
    await tile(page, 1).getByText("old-1.jpg").waitFor();
    // The cover is set three seconds before the call is answered.
    emulator.faults.add({ action: "UpdateMediaCover", fault: { kind: "latency", latencyMs: 3000 } });
    declare({ trailer: { mediaId: id(1), coverUrl: coverUrl("new.png") } });
    let isUp = false;
    const up = stack.up().then((result) => {
      isUp = true;
      return result;
    });
    await tile(page, 1).getByText("new.png").waitFor();
    await expect.poll(() => page.evaluate("document.querySelector('#wall img').naturalWidth")).toBe(2);
    expect(isUp).toBe(false);
    expect((await up).succeeded).toBe(true);
    const change = page.locator("#changes li");
    expect(await change.locator("figcaption").allTextContents()).toEqual(["old-1.jpg", "new.png"]);
    await page.locator("#codes").getByText("OK").waitFor();
    expect(await page.locator("#operations").textContent()).toContain("UpdateMediaCover 1");
    expect(await page.locator("#requests .subject").first().textContent()).toBe("Trailer");
    expect([errors, foreignRequests]).toEqual([[], []]);
  },

  "shows how many calls were refused, and which": async (open) => {
    const emulator = await start();
    const { page, errors } = await open(emulator.url);
    await (await fetch(`${emulator.url}/?Action=QueryMediaList&MediaIds=${id(1)}`)).text();
    await page.locator("#refused-count.alarm", { hasText: "1" }).waitFor();
    await page.getByLabel("Refused ones only").check();
    expect(await page.locator("#requests li").count()).toBe(1);
    expect(await page.locator("#pace .refused").count()).toBe(1);
    expect(await page.locator("#pace").getAttribute("aria-label")).toContain("peak 1");
    expect(errors).toEqual([]);
  },

  "filters by title and by id, however they are written, and by what became of the cover": async (open) => {
    const emulator = await start();
    const { page } = await open(emulator.url);
    const filter = page.getByLabel("Filter by title or id");
    await filter.fill("KEYNOTE");
    await expect.poll(() => shownTitles(page)).toEqual(["Keynote 2026"]);
    await expect.poll(() => page.locator("#shown-count").textContent()).toBe("1 of 6");
    await filter.fill(id(1));
    await expect.poll(() => shownTitles(page)).toEqual(["Trailer"]);
    await filter.fill("no such thing");
    await page.getByText("No videos like this.").waitFor();
    await filter.fill("");
    await page.getByText("No cover", { exact: true }).click();
    await expect.poll(() => shownTitles(page)).toEqual(["Teaser"]);
    await page.getByText("Changed", { exact: true }).click();
    await expect.poll(() => shownTitles(page)).toEqual([]);
    emulator.media.setCover(id(2), coverUrl("new.png"));
    await tile(page, 2).getByText("new.png").waitFor();
    await expect.poll(() => shownTitles(page)).toEqual(["Keynote 2026"]);
  },

  "can be used with the keyboard alone": async (open) => {
    const { page } = await open((await start()).url);
    const focused = (): Promise<string> => page.evaluate("document.activeElement.textContent");
    await tile(page, 6).waitFor();
    await page.keyboard.press("Tab");
    expect(await focused()).toBe("Skip to the covers");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    expect(await focused()).toContain("Trailer");
    await page.keyboard.press("ArrowRight");
    expect(await focused()).toContain("Keynote");
    await page.keyboard.press("ArrowDown");
    expect(await focused()).toContain("Teaser");
    await page.keyboard.press("Home");
    await page.keyboard.press("Enter");
    await page.getByRole("dialog", { name: "Trailer" }).waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "hidden" });
    expect(await focused()).toContain("Trailer");
    await page.keyboard.press("/");
    await page.keyboard.type("teas");
    await expect.poll(() => shownTitles(page)).toEqual(["Teaser"]);
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    expect(await focused()).toContain("Teaser");
  },

  "shows a title with markup as a text, and lets no script in": async (open) => {
    const { page, errors } = await open((await start()).url);
    await tile(page, 4).getByRole("button").click();
    expect(await page.locator("#detail-title").textContent()).toBe(markup);
    expect(await tile(page, 4).locator(".title").textContent()).toBe(markup);
    expect(errors).toEqual([]);
    // As if a title had become markup after all.
    await page.evaluate(`
      const parsed = document.createElement("div");
      const policy = (set) => { try { set(); } catch {} };
      policy(() => { parsed.innerHTML = ${JSON.stringify(markup.replace("</script>", "<\\/script>"))}; });
      const script = document.createElement("script");
      policy(() => { script.append("globalThis.ran = true"); });
      document.body.append(parsed, script);
    `);
    expect(await page.evaluate("globalThis.ran")).toBe(undefined);
    expect(errors.join()).toMatch(/TrustedHTML.*TrustedScript/);
  },

  "keeps an uploaded document with a script inert, on the wall and opened by itself": async (open) => {
    const emulator = await start({ pictures: pictureFolder() });
    const { page } = await open(`${emulator.url}/oss/covers/script.svg`);
    expect(await page.evaluate("document.documentElement.tagName")).toBe("svg");
    expect(await page.evaluate("document.documentElement.hasAttribute('data-ran')")).toBe(false);
  },

  "has no serious accessibility findings, in light and dark, with a cover open too": async (open) => {
    const emulator = await start();
    await (await fetch(`${emulator.url}/?Action=QueryMediaList`)).text();
    emulator.media.setCover(id(1), coverUrl("new.png"));
    for (const colorScheme of ["light", "dark"] as const) {
      const { page, accessibilityFindings } = await open(emulator.url, { colorScheme });
      await page.locator("#changes li").waitFor();
      await page.locator("#requests li").waitFor();
      expect(await accessibilityFindings()).toEqual([]);
      await tile(page, 1).getByRole("button").click();
      expect(await accessibilityFindings()).toEqual([]);
    }
  },

  "fits a phone, whatever the titles": async (open) => {
    const emulator = await start();
    emulator.media.setCover(id(5), coverUrl(`${"n".repeat(300)}.jpg`));
    const { page } = await open(emulator.url, { viewport: phone });
    await tile(page, 6).waitFor();
    const scrolls = (): Promise<boolean> =>
      page.evaluate("document.scrollingElement.scrollWidth > document.scrollingElement.clientWidth");
    expect(await scrolls()).toBe(false);
    for (const summary of await page.locator("summary").all()) await summary.click();
    await page.locator("#changes li").waitFor();
    expect(await scrolls()).toBe(false);
    await tile(page, 5).getByRole("button").click();
    expect(await page.evaluate("document.querySelector('dialog').scrollWidth <= innerWidth")).toBe(true);
  },

  "moves nothing for who wants no movement, and something for others": async (open) => {
    const emulator = await start();
    const running = "document.getAnimations().length";
    const still = await open(emulator.url, { reducedMotion: "reduce" });
    const moving = await open(emulator.url);
    for (const { page } of [still, moving]) await tile(page, 6).waitFor();
    // At the moment of the change, as movements end soon.
    for (const { page } of [still, moving]) {
      await page.evaluate(`globalThis.seen = new Promise((resolve) => {
        new MutationObserver(() => setTimeout(() => resolve(${running}))).observe(
          document.querySelector("#wall .cover"),
          { childList: true },
        );
      }); undefined`);
    }
    emulator.media.setCover(id(1), coverUrl("new.png"));
    expect(await still.page.evaluate("globalThis.seen")).toBe(0);
    expect(await moving.page.evaluate("globalThis.seen")).toBeGreaterThan(0);
  },

  "says that the emulator is gone, and is whole again when it is back": async (open) => {
    const first = await startEmulator({ seed });
    const { page } = await open(first.url);
    await tile(page, 6).waitFor();
    await first.close();
    await page.getByText("Not connected").waitFor();
    await start({ port: first.port, seed: [{ mediaId: id(9), title: "Back" }] });
    await page.getByText("Live at").waitFor();
    await page.getByText("Back").waitFor();
    await expect.poll(() => shownTitles(page)).toEqual(["Back"]);
  },

  "stays usable with 10,000 media: it loads what is in sight, and work grows with the library at most":
    async (open) => {
      const look = async (size: number): Promise<{ page: Page; filterMs: number }> => {
        const { page } = await open((await start({ seed: library(size) })).url);
        await tile(page, size).waitFor({ state: "attached" });
        // Typing, from the key to the layout, the quickest of ten.
        const filterMs = await page.evaluate<number>(`Math.min(...Array.from({ length: 10 }, (_, round) => {
        const input = document.querySelector("#filter-text");
        const begin = performance.now();
        input.value = round % 2 ? "" : "video 7";
        input.dispatchEvent(new Event("input", { bubbles: true }));
        document.body.offsetHeight;
        return performance.now() - begin;
      }))`);
        return { page, filterMs };
      };
      const small = await look(1000);
      const large = await look(10_000);
      expect(large.filterMs / small.filterMs).toBeLessThan(30);
      const loaded = await large.page.evaluate<number>(
        "performance.getEntriesByType('resource').filter(({ name }) => name.includes('/page/cover')).length",
      );
      expect(loaded).toBeGreaterThan(0);
      expect(loaded).toBeLessThan(500);
      await tile(large.page, 1).getByRole("button").focus();
      await large.page.keyboard.press("End");
      expect(await large.page.evaluate("document.activeElement.textContent")).toContain("Video 10000");
      await large.page.locator("#filter-text").fill("video 9999");
      await expect.poll(() => shownTitles(large.page)).toEqual(["Video 9999"]);
    },
});
