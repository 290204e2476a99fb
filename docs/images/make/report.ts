import { join, resolve } from "node:path";
import type { Browser } from "playwright-core";
import type { ChangeKind, CoverChange } from "../../../dist/cli/report/compareCovers.js";
import type { Cover } from "../../../dist/cli/report/cover.js";
import { renderHtml } from "../../../dist/cli/report/html/renderHtml.js";
import { loadPictures } from "../../../dist/cli/report/pictures/loadPictures.js";
import { save } from "./save.ts";

const examples = resolve(import.meta.dirname, "../../../examples");

/** A cover of each kind that a reviewer meets most, with the pictures of the examples. */
const rows: readonly [ChangeKind, string, string | undefined, string | undefined][] = [
  ["drifted", "Keynote 2026", "gitops/pictures/webinar.jpg", "gitops/pictures/keynote.jpg"],
  ["drifted", "Interview, part 2", "infra/pictures/trailer.jpg", "gitops/pictures/interview.jpg"],
  ["changed", "Trailer", "gitops/pictures/interview.jpg", "infra/pictures/trailer.jpg"],
  ["changed", "Webinar: covers as code", "gitops/pictures/keynote.jpg", "gitops/pictures/webinar.jpg"],
];

function coverOf(file: string | undefined, version: number): Cover {
  if (file === undefined) return "none";
  const name = file.split("/").at(-1) ?? "";
  return {
    url: `http://my-covers.oss-cn-hangzhou.aliyuncs.com/covers/${version}-${name}`,
    file: join(examples, file),
  };
}

const mediaOf = (index: number): string =>
  `6cc3aa66d1cb4bb2adf14e726c0a${index.toString(16).padStart(4, "0")}`;

/** A report, as `mediacover report` renders it. */
export async function takeReport(browser: Browser, folder: string): Promise<string[]> {
  const common = { region: "cn-hangzhou", owner: "library", note: "" };
  const changes = rows.map(([kind, title, before, after], index): CoverChange => ({
    ...common,
    kind,
    title,
    media: mediaOf(index + 1),
    before: coverOf(before, 1),
    after: coverOf(after, 2),
  }));
  const unchanged = Array.from({ length: 38 }, (_, index): CoverChange => {
    const cover: Cover = { url: `http://my-covers.oss-cn-hangzhou.aliyuncs.com/covers/${index}.jpg` };
    return {
      ...common,
      kind: "unchanged",
      title: `Episode ${index + 1}`,
      media: mediaOf(index + 99),
      before: cover,
      after: cover,
    };
  });
  const pictures = await loadPictures(changes, { fetch: false, allowPrivate: false, embed: true });
  const html = [
    ...renderHtml({
      changes: [...changes, ...unchanged],
      nothing: "",
      remarks: [],
      errors: [],
      source: "What pulumi up would do, by its preview",
      pictures,
      link: false,
    }),
  ].join("");
  const files: string[] = [];
  for (const colorScheme of ["light", "dark"] as const) {
    const page = await browser.newPage({
      colorScheme,
      deviceScaleFactor: 1.25,
      viewport: { width: 1200, height: 860 },
    });
    await page.setContent(html);
    files.push(await save(await page.screenshot(), folder, `report-${colorScheme}.png`));
    await page.close();
  }
  return files;
}
