import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Browser } from "playwright-core";
import { renderHtml } from "../../../dist/report/html.js";
import type { ChangeKind, Cover, CoverChange, ShownPicture } from "../../../dist/report/model.js";
import { save } from "./save.ts";

const examples = resolve(import.meta.dirname, "../../../examples");

/** A cover of each kind that a reviewer meets most, with the pictures of the examples. */
const rows: readonly [ChangeKind, string, string | undefined, string | undefined][] = [
  ["drifted", "Keynote 2026", "gitops/pictures/webinar.jpg", "gitops/pictures/keynote.jpg"],
  ["drifted", "Interview, part 2", "infra/pictures/trailer.jpg", "gitops/pictures/interview.jpg"],
  ["changed", "Trailer", "gitops/pictures/interview.jpg", "infra/pictures/trailer.jpg"],
  ["changed", "Webinar: covers as code", "gitops/pictures/keynote.jpg", "gitops/pictures/webinar.jpg"],
];

/** A report, as `mediacover report` renders it. */
export async function takeReport(browser: Browser, folder: string): Promise<string[]> {
  const pictures = new Map<Cover, ShownPicture>();
  const coverOf = (file: string | undefined, version: number): Cover | undefined => {
    if (file === undefined) return undefined;
    const name = file.split("/").at(-1) ?? "";
    const cover = { url: `http://my-covers.oss-cn-hangzhou.aliyuncs.com/covers/${version}-${name}` };
    const bytes = readFileSync(join(examples, file));
    pictures.set(cover, {
      src: `data:image/jpeg;base64,${bytes.toString("base64")}`,
      facts: `640 x 360 JPEG, ${Math.round(bytes.length / 1000)} kB`,
      mark: undefined,
    });
    return cover;
  };
  const changes = rows.map(([kind, title, before, after], index): CoverChange => ({
    kind,
    title,
    mediaId: `6cc3aa66d1cb4bb2adf14e726c0a000${index + 1}`,
    region: "cn-hangzhou",
    resource: "library",
    before: coverOf(before, 1),
    after: coverOf(after, 2),
  }));
  const unchanged = Array.from({ length: 38 }, (_, index): CoverChange => ({
    kind: "unchanged",
    title: `Episode ${index + 1}`,
    mediaId: `6cc3aa66d1cb4bb2adf14e726c0b00${(index + 16).toString(16)}`,
    region: "cn-hangzhou",
    resource: "library",
    before: undefined,
    after: undefined,
  }));
  const html = renderHtml(
    { source: "preview", subject: "mediacover-gitops/prod", changes: [...changes, ...unchanged], notes: [] },
    pictures,
  );
  const files: string[] = [];
  for (const colorScheme of ["light", "dark"] as const) {
    const page = await browser.newPage({
      colorScheme,
      deviceScaleFactor: 1.5,
      viewport: { width: 1200, height: 860 },
    });
    await page.setContent(html);
    files.push(await save(await page.screenshot(), folder, `report-${colorScheme}.png`));
    await page.close();
  }
  return files;
}
