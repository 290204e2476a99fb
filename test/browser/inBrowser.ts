import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, it, onTestFinished } from "vitest";
import { findBrowser, launchBrowser, type OpenedPage, openPage, type PageOptions } from "./browser.ts";

/** Opens a page, which is closed with the test. */
export type Open = (url: string, options?: PageOptions) => Promise<OpenedPage>;

/**
 * Declares tests by their names that share a browser. Where there is none, they are skipped, and one line says how many.
 *
 * ```ts
 * inBrowser("the report", {
 *   "loads nothing from elsewhere": async (open) => {
 *     const { foreignRequests } = await open(pathToFileURL(file).href);
 *     expect(foreignRequests).toEqual([]);
 *   },
 * });
 * ```
 */
export function inBrowser(title: string, tests: Record<string, (open: Open) => Promise<void>>): void {
  const search = findBrowser();
  const names = Object.keys(tests);
  if (!search.found) console.log(`skipped: ${names.length} tests, for want of a browser (${search.reason})`);
  describe.skipIf(!search.found)(title, () => {
    let browser: Browser | undefined;
    beforeAll(async () => {
      browser = search.found ? await launchBrowser(search.path) : undefined;
    });
    afterAll(() => browser?.close());
    const open: Open = async (url, options) => {
      if (browser === undefined) throw new Error("the browser did not start");
      const opened = await openPage(browser, url, options);
      onTestFinished(() => opened.page.close());
      return opened;
    };
    for (const [name, test] of Object.entries(tests)) it(name, () => test(open));
  });
}
