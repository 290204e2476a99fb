import { createHash } from "node:crypto";
import { count } from "../../../provider/lifecycle/set/failures";
import type { ChangeKind, CoverChange } from "../compareCovers";
import { embeddedAsIsBytes, type Pictures } from "../pictures/loadPictures";
import type { ReportContent } from "../readPreview";
import { byKind, headline, meanings } from "../wording";
import { card, isToldOnly } from "./card";
import { Html, html } from "./html";
import { script } from "./script";
import { styles } from "./styles";

/** Everything that a report is made of. */
export interface Report extends ReportContent {
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
  const { changes, remarks, errors, source, link } = report;
  const pictureBlocks: string[] = [];
  yield head(link).text;
  yield html`<header>
      <h1>Covers: ${headline(changes)}</h1>
      <p class="source">${source}</p>
      ${countsOf(changes)}
    </header>
    <main>
      ${errors.map(
        (error) =>
          html`<p class="error" role="note">
            The preview has an error, so the report may lack covers: ${error}
          </p> `,
      )}${remarks.map((remark) => html`<p class="remark">${remark}</p> `)}${nothing(changes)}
    </main>`.text;
  for (const [kind, found] of byKind(changes)) yield* section(kind, found, report, pictureBlocks);
  yield html`</main>
<footer><p>Made by mediacover report.${report.pictures.lacksThumbnails && lacksThumbnails}</p></footer>
`.text;
  yield* pictureBlocks;
  yield `<script>${script}</script>\n</body>\n</html>\n`;
}

function head(link: boolean): Html {
  const images = link ? "data: http: https:" : "data:";
  const policy = `default-src 'none'; img-src ${images}; style-src '${hashOf(styles)}'; script-src '${hashOf(script)}'; base-uri 'none'; form-action 'none'`;
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${policy}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="referrer" content="no-referrer" />
        <title>Covers</title>
        <style>
          ${new Html(styles)}
        </style>
      </head>
      <body></body>
    </html> `;
}

const hashOf = (text: string): string => `sha256-${createHash("sha256").update(text).digest("base64")}`;

function countsOf(changes: readonly CoverChange[]): Html {
  const items = byKind(changes).map(
    ([kind, found]) =>
      html`<li class="${kind}">
        <a href="#${kind}"><strong>${count(found.length)}</strong> ${kind}</a>
      </li> `,
  );
  return html`${
    items.length > 0 &&
    html`<ul class="counts">
      ${items}
    </ul> `
  }`;
}

function nothing(changes: readonly CoverChange[]): Html | undefined {
  if (changes.length === 0)
    return html`<p class="nothing">There are no covers in it: nothing to compare.</p> `;
  const isQuiet = changes.every(({ kind }) => kind === "unchanged");
  return isQuiet ? html`<p class="nothing">No cover changes.</p> ` : undefined;
}

function* section(
  kind: ChangeKind,
  changes: readonly CoverChange[],
  report: Report,
  pictureBlocks: string[],
): Generator<string> {
  const title = html`<h2 class="${kind}">${count(changes.length)} ${kind}</h2>
    <span class="meaning">${meanings[kind]}</span>`;
  const isFolded = kind === "unchanged";
  yield isFolded
    ? html`<details id="${kind}"><summary>${title}</summary></details> `.text
    : html`<section id="${kind}"><header>${title}</header></section> `.text;
  for (let first = 0; first < changes.length; first += cardsTogether) {
    yield group(changes.slice(first, first + cardsTogether), report, pictureBlocks).text;
  }
  yield isFolded ? "</details>\n" : "</section>\n";
}

/** A group of cards; its pictures come at the file's end, so that all text is there before the first of them. */
function group(changes: readonly CoverChange[], { pictures, link }: Report, pictureBlocks: string[]): Html {
  const kept: string[] = [];
  const cards = changes.map((change) =>
    card(change, { pictures, link, keep: (dataUrl) => kept.push(dataUrl) - 1 }),
  );
  const id = `pictures-${pictureBlocks.length}`;
  // No data URL holds a "<", which is all that could end the block.
  pictureBlocks.push(`<script type="application/json" id="${id}">${JSON.stringify(kept)}</script>\n`);
  return html`<div class="${changes.every(isToldOnly) ? "group single" : "group"}" data-pictures="${id}">
    ${cards}
  </div> `;
}

const lacksThumbnails = ` Pictures over ${embeddedAsIsBytes / 1024} KiB are not shown, as the optional package sharp is not installed: with it (npm install sharp), all are embedded small.`;
