/** `npm run pictures`: makes the pictures of the README anew, from the real things. Needs Chromium or Chrome. */

import { mkdirSync } from "node:fs";
import { resolve } from "node:path";
import { findBrowser, launchBrowser } from "../../../test/browser/browser.ts";
import { takePlot } from "./plot.ts";
import { takeReport } from "./report.ts";
import { takeTerminal } from "./terminal.ts";
import { takeWall } from "./wall.ts";

const folder = resolve(import.meta.dirname, "..");
const found = findBrowser();
if (!found.found) throw new Error(`no pictures without a browser: ${found.reason}`);
mkdirSync(folder, { recursive: true });
const browser = await launchBrowser(found.path);
try {
  for (const take of [takeWall, takeReport, takeTerminal, takePlot]) {
    for (const file of await take(browser, folder)) console.log(file);
  }
} finally {
  await browser.close();
}
