import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { renderHtml } from "../../report/html";
import {
  type ChangeKind,
  changeKinds,
  type Cover,
  type CoverChange,
  type CoverReport,
  type ShownPicture,
} from "../../report/model";
import { png } from "./pictures";
import { temporaryFolder } from "./temporaryFolder";

/** A picture that is embedded. */
export const embedded = (shade: number): ShownPicture => ({
  src: `data:image/png;base64,${png(64, 36, shade).toString("base64")}`,
  facts: "64 x 36 PNG, 1 kB",
  mark: undefined,
});

/** One change of each kind, or of those that are given, with what is said besides. */
export function changes(kinds: readonly ChangeKind[], more: Partial<CoverChange> = {}): CoverChange[] {
  return kinds.map((kind, index) => ({
    kind,
    mediaId: index.toString(16).padStart(32, "0"),
    region: "cn-hangzhou",
    title: `Episode ${index}`,
    resource: "library",
    before: kind === "new" ? undefined : { url: `http://covers.example/${index}-before.jpg` },
    after: { url: `http://covers.example/${index}-after.jpg` },
    ...more,
  }));
}

export const oneOfEach = changes(changeKinds);

/** A report about a preview. */
export const reportOf = (all: readonly CoverChange[]): CoverReport => ({
  source: "preview",
  subject: "covers/prod",
  changes: all,
  notes: [],
});

/** All covers of changes, each with the picture that is given, or one of its own. */
export function picturesOf(all: readonly CoverChange[], shown?: ShownPicture): Map<Cover, ShownPicture> {
  const covers = all.flatMap(({ before, after }) => [before, after]).filter((cover) => cover !== undefined);
  return new Map(covers.map((cover, index) => [cover, shown ?? embedded(index % 200)]));
}

/** Writes a report as a page; returns its address. It goes away with the test. */
export function reportPage(report: CoverReport, pictures: ReadonlyMap<Cover, ShownPicture>): string {
  const file = join(temporaryFolder("report"), "covers.html");
  writeFileSync(file, renderHtml(report, pictures));
  return pathToFileURL(file).href;
}
