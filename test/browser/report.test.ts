import { expect } from "vitest";
import { changes, embedded, oneOfEach, picturesOf, reportOf, reportPage } from "../support/report";
import { phone } from "./browser";
import { inBrowser } from "./inBrowser";

const markup = `</h3></script><script>globalThis.ran = true</script><img src="http://elsewhere.example/a.png" onerror="globalThis.ran = true">`;
const hostileTitles = [markup, "مقطع ترويجي", "W".repeat(300), "预告片 0002"];
const hostile = hostileTitles.flatMap((title) =>
  changes(["changed"], {
    title,
    note: markup,
    resource: markup,
    before: { url: `http://covers.example/"><b>${markup}` },
  }),
);

inBrowser("the report", {
  "shows each kind, before and after, and folds away what does not change": async (open) => {
    const { page, errors, foreignRequests } = await open(
      reportPage(reportOf(oneOfEach), picturesOf(oneOfEach)),
    );
    expect(await page.locator("nav li").allTextContents()).toEqual(
      ["failed", "drifted", "new", "changed", "restored", "removed", "unchanged"].map((kind) => `1 ${kind}`),
    );
    expect(await page.locator("li.card.changed").innerText()).toMatch(
      /Episode 3[^]*Before[^]*3-before\.jpg[^]*After[^]*3-after\.jpg/,
    );
    expect(await page.locator("li.card.new").innerText()).toContain("no cover");
    expect(await page.locator("li.card.unchanged").isVisible()).toBe(false);
    await page.locator("summary").click();
    expect(await page.locator("li.card.unchanged").isVisible()).toBe(true);
    expect([errors, foreignRequests]).toEqual([[], []]);
  },

  "is used with the keyboard alone: each count leads to its covers": async (open) => {
    const { page } = await open(reportPage(reportOf(oneOfEach), picturesOf(oneOfEach)));
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    expect(new URL(page.url()).hash).toBe("#drifted");
  },

  "keeps markup a text, in every place that holds a user's words, and loads nothing": async (open) => {
    const { page, errors, foreignRequests } = await open(reportPage(reportOf(hostile), picturesOf(hostile)));
    expect(await page.locator("h3").first().innerText()).toBe(markup);
    expect(await page.locator("script, main b b, li img:not([loading])").count()).toBe(0);
    expect(await page.evaluate("globalThis.ran")).toBeUndefined();
    expect([errors, foreignRequests]).toEqual([[], []]);
  },

  "has a security policy that holds against what would be in it all the same": async (open) => {
    const { page, errors } = await open(reportPage(reportOf(oneOfEach), picturesOf(oneOfEach)));
    await page.evaluate(`
      document.body.insertAdjacentHTML("beforeend", '<img src="http://elsewhere.example/a.png"><p style="color: red">');
      const script = document.createElement("script");
      script.textContent = "globalThis.ran = true";
      document.body.append(script);
    `);
    expect(await page.evaluate("globalThis.ran")).toBeUndefined();
    // The browser tells of what it refused, one by one.
    for (const directive of ["img-src", "style-src", "default-src"]) {
      expect(
        errors.filter((error) => error.includes("violates") && error.includes(directive)).length,
      ).toBeGreaterThan(0);
    }
  },

  "says what is wrong with a picture, and shows none of it": async (open) => {
    const all = changes(["changed"]);
    const broken = { src: undefined, facts: "", mark: "answers HTTP 404; put the picture there" };
    const { page } = await open(reportPage(reportOf(all), picturesOf(all, broken)));
    expect(await page.locator("header .mark").innerText()).toContain("2 pictures with something wrong");
    expect(await page.locator("li .mark").allInnerTexts()).toEqual(Array(2).fill(`⚠ ${broken.mark}`));
    expect(await page.locator("li img").count()).toBe(0);
  },

  "says so where nothing would change": async (open) => {
    const { page } = await open(reportPage(reportOf(changes(["unchanged"])), new Map()));
    expect(await page.locator("header").innerText()).toContain("No cover would change.");
    const { page: empty } = await open(reportPage(reportOf([]), new Map()));
    expect(await empty.locator("header").innerText()).toContain("No cover would change. There is none.");
  },

  "has no serious finding of axe, in light and in dark": async (open) => {
    const all = [...oneOfEach, ...hostile];
    const url = reportPage(
      { ...reportOf(all), notes: ["the preview failed"] },
      picturesOf(all, { ...embedded(9), mark: "is too small" }),
    );
    for (const colorScheme of ["light", "dark"] as const) {
      const { accessibilityFindings, page } = await open(url, { colorScheme });
      await page.locator("summary").click();
      expect(await accessibilityFindings()).toEqual([]);
    }
  },

  "fits a phone: nothing has to be scrolled sideways": async (open) => {
    const { page } = await open(reportPage(reportOf(hostile), picturesOf(hostile)), { viewport: phone });
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(phone.width);
  },

  "of 5,000 covers lays out only what is near the window": async (open) => {
    const all = changes(Array(5_000).fill("changed"));
    const { page } = await open(reportPage(reportOf(all), picturesOf(all)));
    expect(await page.locator("li.card").count()).toBe(5_000);
    const titles = '[...document.querySelectorAll("li.card h3")]';
    const isLaidOut = "checkVisibility({ contentVisibilityAuto: true })";
    const laidOut = (): Promise<number> =>
      page.evaluate(`${titles}.filter((title) => title.${isLaidOut}).length`);
    expect(await laidOut()).toBeLessThan(100);
    await page.keyboard.press("End");
    await expect.poll(() => page.evaluate(`${titles}.at(-1).${isLaidOut}`)).toBe(true);
    expect(await laidOut()).toBeLessThan(100);
  },
});
