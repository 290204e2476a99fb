import { writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CoverChange } from "../../cli/report/compareCovers";
import { renderHtml } from "../../cli/report/html/renderHtml";
import { readPreview } from "../../cli/report/readPreview";
import { manifestFolder } from "../support/manifestFolder";
import { noPictures, picture, recorded } from "../support/reports";
import { findBrowser, launchBrowser, openPage, phone } from "./browser";

const search = findBrowser();

const fileOf = (text: string): string => {
  const { path } = manifestFolder({});
  writeFileSync(path("report.html"), text);
  return pathToFileURL(path("report.html")).href;
};
const many = (count: number): CoverChange[] =>
  Array.from({ length: count }, (_, index) => ({
    kind: "changed",
    media: index.toString(16).padStart(32, "0"),
    region: "cn-hangzhou",
    owner: "library",
    title:
      index === 0
        ? `<img src=x onerror="document.title='run'"></script><script>document.title='run'</script>`
        : "مرحبا ".repeat(50),
    before: { url: "http://c.example/a.jpg" },
    after: { url: "http://c.example/b.jpg" },
    note: "",
  }));
const report = async (changes: CoverChange[]): Promise<string> => {
  const dataUrl = `data:image/jpeg;base64,${(await picture("#2266aa", 32, 18)).toString("base64")}`;
  const pictures = { of: () => ({ dataUrl, problems: [] }), faulty: 0, lacksThumbnails: false };
  const content = { changes, nothing: "", remarks: [], errors: [], source: "test", link: false };
  return [...renderHtml({ ...content, pictures })].join("");
};

describe.runIf(search.found)("the report in a browser", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser(search.found ? search.path : "");
  });
  afterAll(() => browser.close());

  it.each([{ colorScheme: "light" }, { colorScheme: "dark", viewport: phone }] as const)(
    "is accessible, quiet, asks no host, and fits the width: %j",
    async (options) => {
      const content = readPreview(recorded("preview-changes"));
      const text = [...renderHtml({ ...content, source: "test", link: false, pictures: noPictures })].join(
        "",
      );
      const { page, errors, foreignRequests, accessibilityFindings } = await openPage(
        browser,
        fileOf(text),
        options,
      );
      expect(await accessibilityFindings()).toEqual([]);
      expect([errors, foreignRequests]).toEqual([[], []]);
      expect(await page.evaluate("document.documentElement.scrollWidth - innerWidth")).toBeLessThanOrEqual(0);
      const headings = await page.locator("h1, h2").allTextContents();
      expect(headings.slice(1)).toEqual([
        "4 new",
        "3 changed",
        "2 restored",
        "2 drifted",
        "3 removed",
        "3 unchanged",
      ]);
    },
  );

  it("keeps a title with markup a text, and lets no script in but its own", async () => {
    const { page, errors } = await openPage(browser, fileOf(await report(many(1))));
    expect(await page.locator("h3").textContent()).toContain("<img src=x onerror=");
    expect(await page.title()).toBe("Covers");
    await page.evaluate(
      "document.body.append(Object.assign(document.createElement('script'), { textContent: `document.title = 'run'` }))",
    );
    expect(await page.title()).toBe("Covers");
    expect(errors).toEqual([expect.stringContaining("Content Security Policy")]);
  });

  it("opens unchanged covers by the keyboard", async () => {
    const changes = many(3).map((change): CoverChange => ({ ...change, kind: "unchanged" }));
    const { page } = await openPage(browser, fileOf(await report(changes)));
    expect(await page.locator("article").first().isVisible()).toBe(false);
    await page.locator("summary").focus();
    await page.keyboard.press("Enter");
    await page.locator("article").first().waitFor({ state: "visible" });
    await page.locator("article img[src]").first().waitFor();
  });

  it("of 5,000 covers has all the text at once, and only the pictures that are near", async () => {
    const { page } = await openPage(browser, fileOf(await report(many(5_000))));
    await page.locator("img[src]").first().waitFor();
    expect(await page.locator("article").count()).toBe(5_000);
    const shown = await page.locator("img[src]").count();
    expect(shown).toBeGreaterThan(0);
    expect(shown).toBeLessThan(300);
    await page.evaluate("scrollTo(0, document.documentElement.scrollHeight)");
    await page.locator("article").last().locator("img[src]").last().waitFor();
    expect(await page.locator("img[src]").count()).toBeLessThan(600);
  });

  it("has all pictures before it is printed", async () => {
    const { page } = await openPage(browser, fileOf(await report(many(200))));
    await page.evaluate("dispatchEvent(new Event('beforeprint'))");
    expect(await page.locator("img:not([src])").count()).toBe(0);
  });
});
