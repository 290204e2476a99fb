import { resolve } from "node:path";
import type { Browser } from "playwright-core";
import { runNode } from "../../../test/support/childProcess.ts";
import { save } from "./save.ts";

const root = resolve(import.meta.dirname, "../../..");

/** The first steps of what `npm run demo` prints. */
export async function takeTerminal(browser: Browser, folder: string): Promise<string[]> {
  const { output } = await runNode(["demo/main.ts"], { cwd: root });
  const [, ...steps] = output.split("\n\n");
  const text = ["$ npm run demo", ...steps.slice(0, 4)].join("\n\n");
  const page = await browser.newPage({ deviceScaleFactor: 1.5, viewport: { width: 1300, height: 700 } });
  await page.setContent(`<!doctype html><style>${style}</style><pre>${coloured(text)}</pre>`);
  const screenshot = await page.locator("pre").screenshot({ omitBackground: true });
  await page.close();
  return [await save(screenshot, folder, "terminal.png")];
}

/** Commands stand out from what they print. */
function coloured(text: string): string {
  const escaped = text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
  return escaped.replaceAll(/^( *)(\$ .*)$/gm, "$1<b>$2</b>");
}

const style = `
body { margin: 0; background: transparent; }
pre { margin: 0; padding: 22px 26px; width: max-content; max-width: 1248px; white-space: pre-wrap; overflow-wrap: anywhere;
  border-radius: 12px; background: #16181d; color: #d5d9e0; font: 13px/1.55 "DejaVu Sans Mono", ui-monospace, Menlo, Consolas, monospace; }
b { color: #9cc2ff; }
`;
