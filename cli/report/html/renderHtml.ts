import { createHash } from "node:crypto";
import { formatCount } from "../../../provider/cover/formatCount";
import { type ChangeKind, type CoverChange, isToldOnly } from "../compareCovers";
import { embeddedAsIsBytes, type Pictures } from "../pictures/loadPictures";
import type { ReportContent } from "../readPreview";
import { byKind, hasNews, headline, meanings } from "../wording";
import { card } from "./card";
import { Html, markup } from "./markup";
import { script } from "./script";
import { styles } from "./styles";

/** Everything that a report is made of. */
export interface Report extends Omit<ReportContent, "uploads"> {
  /** What it tells of, such as "preview.json". */
  source: string;
  pictures: Pictures;
  /** Pictures that are not embedded are shown from where they are. */
  link: boolean;
}

/** Cards that the browser lays out, and gives pictures, together; rows of 1, 2, 3, 4 and 6 are full. */
const cardsTogether = 12;

/** Writes a report as one HTML file, in pieces: with thousands of pictures it would be a very long text. */
export function* renderHtml(report: Report): Generator<string> {
  const { changes, nothing, remarks, errors, source, link, pictures } = report;
  const pictureBlocks: string[] = [];
  yield head(link).text;
  yield markup`<header>
<h1>Covers: ${headline(report)}</h1>
<p class="source">${source}</p>
${counts(changes)}</header>
<main>
${errors.map((error) => paragraph("error", `The preview has an error, so covers may be missing here: ${error}`))}${remarks.map(
    (remark) => paragraph("remark", remark),
  )}${hasNews(changes) ? undefined : paragraph("nothing", sentence(nothing))}`.text;
  for (const [kind, found] of byKind(changes)) yield* section(kind, found, report, pictureBlocks);
  yield markup`</main>
<footer><p>Made by mediacover report.${pictures.lacksThumbnails && lacksThumbnails}</p></footer>
`.text;
  yield* pictureBlocks;
  yield `<script>${script}</script>\n</body>\n</html>\n`;
}

function head(link: boolean): Html {
  const images = link ? "data: http: https:" : "data:";
  const policy = `default-src 'none'; img-src ${images}; style-src '${sourceHash(styles)}'; script-src '${sourceHash(script)}'; base-uri 'none'; form-action 'none'`;
  return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>Covers</title>
<style>${new Html(styles)}</style>
</head>
<body>
`;
}

const sourceHash = (text: string): string => `sha256-${createHash("sha256").update(text).digest("base64")}`;
const sentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
const paragraph = (style: string, text: string): Html => markup`<p class="${style}">${text}</p>
`;

function counts(changes: readonly CoverChange[]): Html | undefined {
  const items = byKind(changes).map(
    ([
      kind,
      found,
    ]) => markup`<li class="${kind}"><a href="#${kind}"><strong>${formatCount(found.length)}</strong> ${kind}</a></li>
`,
  );
  return items.length === 0
    ? undefined
    : markup`<ul class="counts">
${items}</ul>
`;
}

function* section(
  kind: ChangeKind,
  changes: readonly CoverChange[],
  report: Report,
  pictureBlocks: string[],
): Generator<string> {
  const title = markup`<h2 class="${kind}">${formatCount(changes.length)} ${kind}</h2> <span class="meaning">${meanings[kind]}</span>`;
  const isFolded = kind === "unchanged";
  yield isFolded
    ? `<details id="${kind}"><summary>${title.text}</summary>\n`
    : `<section id="${kind}"><header>${title.text}</header>\n`;
  for (let first = 0; first < changes.length; first += cardsTogether) {
    yield group(changes.slice(first, first + cardsTogether), report, pictureBlocks).text;
  }
  yield isFolded ? "</details>\n" : "</section>\n";
}

/** A group of cards; its pictures come at the file's end, so that all text is there before the first of them. */
function group(changes: readonly CoverChange[], { pictures, link }: Report, pictureBlocks: string[]): Html {
  const kept: string[] = [];
  const keep = (dataUrl: string): number => kept.push(dataUrl) - 1;
  const cards = changes.map((change) => card(change, { pictures, link, keep }));
  const id = `pictures-${pictureBlocks.length}`;
  // No data URL holds a "<", which is all that could end the block.
  pictureBlocks.push(`<script type="application/json" id="${id}">${JSON.stringify(kept)}</script>\n`);
  const width = changes.every(isToldOnly) ? " single" : "";
  // The browser passes over full groups that are not in view; how high a shorter one is, it could only guess.
  const height = changes.length === cardsTogether ? " long" : "";
  return markup`<div class="group${width}${height}" data-pictures="${id}">
${cards}</div>
`;
}

const lacksThumbnails = ` Pictures over ${embeddedAsIsBytes / 1024} KiB are not shown, as the optional package sharp is not installed: with it (npm install sharp), all are embedded small.`;
