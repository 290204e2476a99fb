import { createHash } from "node:crypto";
import { version } from "../provider/mps/version";
import { escapeHtml } from "./escapeHtml";
import { card } from "./card";
import type { ChangeKind, CoverChange, CoverReport, ShownPictures } from "./model";
import { sortChanges } from "./sortChanges";
import { style } from "./style";

/**
 * A report as one self-contained page. It has no script at all, and its content security policy lets it load nothing but the
 * pictures that are in it, or, where any is linked, over http.
 */
export function renderHtml(report: CoverReport, pictures: ShownPictures): string {
  const groups = sortChanges(report.changes);
  const isLinked = [...pictures.values()].some(({ src }) => src !== undefined && !src.startsWith("data:"));
  const title = report.subject === "" ? "Covers" : `Covers of ${report.subject}`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy(isLinked)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${escapeHtml(title)}</title>
<style>${style}</style>
</head>
<body>
<header>
<h1 dir="auto">${escapeHtml(title)}</h1>
<p class="lead">${leads[report.source]}</p>
${counts(groups, markedIn(report.changes, pictures))}
${report.notes.map((note) => `<p class="notes" dir="auto">${escapeHtml(note)}</p>`).join("\n")}
</header>
<main>
${[...groups].map(([kind, changes]) => section(kind, changes, pictures)).join("\n")}
</main>
<footer>Made by <code>mediacover report</code> ${escapeHtml(version)}.</footer>
</body>
</html>
`;
}

const leads = {
  preview:
    "What <code>pulumi up</code> would do to the covers of videos, as <code>pulumi preview</code> sees it.",
  stack: "The covers of videos that the stack records.",
  manifest: "The covers of videos as the manifest declares them.",
} as const;

/** What the covers of each kind have in common. */
const meanings: Readonly<Record<ChangeKind, string>> = {
  failed: "the last run could not set them; the next one tries again",
  drifted: "somebody else changed them; they would be set again",
  new: "managed from now on",
  changed: "another picture",
  restored: "managed no more; the cover from before comes back",
  removed: "managed no more; the cover stays as it is",
  unchanged: "nothing to do",
};

type Groups = ReadonlyMap<ChangeKind, readonly CoverChange[]>;

/** How many there are of each kind; each number leads to them. */
function counts(groups: Groups, marked: number): string {
  if ([...groups.keys()].every((kind) => kind === "unchanged")) {
    const total = groups.get("unchanged")?.length ?? 0;
    return `<p><b>No cover would change.</b>${total === 0 ? " There is none." : ""}</p>${total === 0 ? "" : list(groups, marked)}`;
  }
  return list(groups, marked);
}

function list(groups: Groups, marked: number): string {
  const items = [...groups].map(
    ([kind, changes]) =>
      `<li class="${kind}"><a href="#${kind}"><b>${number(changes.length)}</b> ${kind}</a></li>`,
  );
  const warning = `<p class="mark">⚠ ${number(marked)} ${marked === 1 ? "picture" : "pictures"} with something wrong, marked below.</p>`;
  return `<nav aria-label="Kinds of changes"><ul class="counts">${items.join("")}</ul></nav>${marked === 0 ? "" : warning}`;
}

function markedIn(changes: readonly CoverChange[], pictures: ShownPictures): number {
  const covers = changes.flatMap(({ before, after }) => [before, after]);
  return covers.filter((cover) => cover !== undefined && pictures.get(cover)?.mark !== undefined).length;
}

/** Unchanged covers are folded away. */
function section(kind: ChangeKind, changes: readonly CoverChange[], pictures: ShownPictures): string {
  const heading = `<h2 id="${kind}">${number(changes.length)} ${kind}: ${meanings[kind]}</h2>`;
  const cards = `<ul class="cards">\n${changes.map((change) => card(change, pictures)).join("\n")}\n</ul>`;
  return kind === "unchanged"
    ? `<details><summary>${heading}</summary>\n${cards}\n</details>`
    : `<section aria-labelledby="${kind}">${heading}\n${cards}\n</section>`;
}

const number = (value: number): string => value.toLocaleString("en-US");

function policy(isLinked: boolean): string {
  const hash = createHash("sha256").update(style).digest("base64");
  return `default-src 'none'; img-src data:${isLinked ? " http: https:" : ""}; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`;
}
