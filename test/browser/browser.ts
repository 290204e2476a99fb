/** Pages in a real browser, for tests and for scripts that take pictures. It reaches this machine only. */

import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { source as axeSource } from "axe-core";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";

/** A browser's program, or why there is none. */
export type BrowserSearch = { found: true; path: string } | { found: false; reason: string };

const programs = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/** Looks where `CHROME_PATH` says, else for Chromium or Chrome on PATH. Nothing is downloaded. */
export function findBrowser(env: NodeJS.ProcessEnv = process.env): BrowserSearch {
  const named = env["CHROME_PATH"];
  if (named !== undefined && named !== "") {
    return existsSync(named)
      ? { found: true, path: named }
      : { found: false, reason: `CHROME_PATH: there is no ${named}` };
  }
  const folders = (env["PATH"] ?? "").split(delimiter);
  const path = programs
    .flatMap((program) => folders.map((folder) => join(folder, program)))
    .find((file) => existsSync(file));
  return path === undefined
    ? { found: false, reason: `no ${programs.join(", ")} on PATH` }
    : { found: true, path };
}

/**
 * Starts a browser without a window. Whoever starts it closes it.
 *
 * @param path of its program, as {@link findBrowser} gives it
 */
export function launchBrowser(path: string): Promise<Browser> {
  return chromium.launch({
    executablePath: path,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      // A page that asked another host would be told that there is none, and the test would see that it asked.
      "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
    ],
  });
}

/** How a page is looked at. */
export interface PageOptions {
  /** Default `light`. */
  colorScheme?: "light" | "dark";
  /** Default `no-preference`. */
  reducedMotion?: "reduce" | "no-preference";
  /** Default 1280 x 800. */
  viewport?: { width: number; height: number };
  /** Pixels of the picture for one of the page. Default 1. */
  deviceScaleFactor?: number;
}

const desktop = { width: 1280, height: 800 };
/** A phone's viewport, upright. */
export const phone = { width: 390, height: 844 };

/** A page that was opened. */
export interface OpenedPage {
  page: Page;
  /** Errors in its console and exceptions nobody caught; a broken security policy and a failed load are among them. */
  errors: string[];
  /** What it asked of another host than its own. */
  foreignRequests: string[];
  /** Findings of axe of the impacts serious and critical: "color-contrast: span.id". */
  accessibilityFindings(): Promise<string[]>;
}

/**
 * Opens a page, which may be a file (`pathToFileURL(path).href`), and waits for its load event.
 *
 * ```ts
 * const { page, errors, foreignRequests } = await openPage(browser, emulator.url, { colorScheme: "dark" });
 * await page.screenshot({ path: "dark.png" });
 * expect([errors, foreignRequests]).toEqual([[], []]);
 * ```
 */
export async function openPage(
  browser: Browser,
  url: string,
  options: PageOptions = {},
): Promise<OpenedPage> {
  const settings: BrowserContextOptions = { viewport: desktop, ...options };
  const page = await browser.newPage(settings);
  const errors: string[] = [];
  const foreignRequests: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error") errors.push(message.text());
  });
  page.on("pageerror", (error) => errors.push(String(error)));
  page.on("request", (request) => {
    if (!isOwn(request.url(), url)) foreignRequests.push(request.url());
  });
  await page.goto(url);
  return { page, errors, foreignRequests, accessibilityFindings: () => accessibilityFindings(page) };
}

function isOwn(requested: string, url: string): boolean {
  const [{ protocol, host }, own] = [new URL(requested), new URL(url)];
  return ["data:", "blob:"].includes(protocol) || (protocol === own.protocol && host === own.host);
}

interface AxeViolation {
  id: string;
  impact: string;
  nodes: { html: string; target: string[] }[];
}

async function accessibilityFindings(page: Page): Promise<string[]> {
  // As a text: a page's security policy would not let a script element in.
  await page.evaluate(axeSource);
  const violations = await page.evaluate<AxeViolation[]>("axe.run().then(({ violations }) => violations)");
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(" ")}`));
}
