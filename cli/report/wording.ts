import { formatCount } from "../../provider/cover/formatCount";
import { describeProblems } from "../../provider/cover/problem";
import { type ChangeKind, changeKinds, type CoverChange } from "./compareCovers";
import type { Cover } from "./cover";
import type { LoadedPicture } from "./pictures/loadPictures";
import type { ReportContent } from "./readPreview";

/** The words of a report, in whatever form it is written. */

/** What each kind of change means. */
export const meanings: Readonly<Record<ChangeKind, string>> = {
  new: "Declared for the first time. A cover that is there already is taken over.",
  changed: "Another picture is declared.",
  restored: "Not declared any more: the cover of before comes back, if the live one is still ours.",
  drifted: "A refresh found a cover that somebody else set.",
  removed: "Not declared any more. The video keeps its cover.",
  failed: "Could not be set in the last run; the next pulumi up tries again.",
  declared: "As the manifest declares them.",
  recorded: "As the stack's state has them.",
  unchanged: "Stay as they are.",
};

/** Changes by their kind, in the order of a report; kinds without any are left out. */
export function byKind(changes: readonly CoverChange[]): [ChangeKind, CoverChange[]][] {
  return changeKinds
    .map((kind): [ChangeKind, CoverChange[]] => [kind, changes.filter((each) => each.kind === kind)])
    .filter(([, found]) => found.length > 0);
}

/** "2 new, 1 changed", or that there is nothing. */
export function headline({ changes, nothing }: Pick<ReportContent, "changes" | "nothing">): string {
  const parts = byKind(changes).map(([kind, found]) => `${formatCount(found.length)} ${kind}`);
  return (hasNews(changes) ? parts : [nothing, ...parts]).join(", ");
}

/** Whether there is anything besides covers that stay as they are. */
export const hasNews = (changes: readonly CoverChange[]): boolean =>
  changes.some(({ kind }) => kind !== "unchanged");

/** What is shown in the place of a picture; never what is secret. */
export function standIn(cover: Cover | undefined): string | undefined {
  if (cover === undefined) return "not looked at";
  if (cover === "none") return "no cover";
  if (cover === "secret") return "[secret]";
  return cover === "unknown" ? "not known before pulumi up" : undefined;
}

/** What is wrong with a picture: "The picture is empty; put the picture there." */
export function problemText({ problems }: LoadedPicture): string | undefined {
  return problems.length === 0 ? undefined : `The picture ${describeProblems(problems)}.`;
}

/** "5 pictures have a problem". */
export const faultyText = (count: number): string =>
  count === 1 ? "1 picture has a problem" : `${formatCount(count)} pictures have a problem`;

/** "JPEG, 1280 x 720, 84 KiB". */
export function factsText({ facts }: LoadedPicture): string | undefined {
  if (facts === undefined) return undefined;
  const kibibytes = formatCount(Math.max(1, facts.bytes / 1024));
  return `${facts.format.toUpperCase()}, ${facts.widthPixels} x ${facts.heightPixels}, ${kibibytes} KiB`;
}

/** Whether a URL may be followed, or shown as a picture. */
export const isHttp = (url: string): boolean => /^https?:\/\//i.test(url);
