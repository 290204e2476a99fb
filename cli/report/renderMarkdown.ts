import { count } from "../../provider/lifecycle/set/failures";
import type { CoverChange } from "./compareCovers";
import type { Cover } from "./cover";
import type { Report } from "./html/renderHtml";
import { byKind, factsText, headline, standIn } from "./wording";

/** What a comment on GitHub holds at most, in characters. */
export const maxCommentLength = 65_536;
/** Kept for what comes after the rows. */
const reservedLength = 500;
/** An error of a preview may be a long story. */
const maxErrorLength = 2_000;

/** Writes a report as Markdown for a comment on a pull request: what does not fit is counted. */
export function renderMarkdown({ changes, remarks, errors, pictures }: Report): string {
  const lines = [`### Covers: ${headline(changes)}`, ""];
  for (const error of errors.slice(0, 5)) {
    lines.push(
      `> **The preview has an error**, so covers may be missing here: ${escape(error.slice(0, maxErrorLength))}`,
      "",
    );
  }
  const shown = byKind(changes.filter(({ kind }) => kind !== "unchanged")).flatMap(([, found]) => found);
  if (shown.length > 0) lines.push("| | media | before | after |", "| --- | --- | --- | --- |");
  let length = lines.join("\n").length + remarks.join("\n").length + reservedLength;
  const cell = (cover: Cover | undefined, label: string): string => cellOf(cover, label, pictures);
  let written = 0;
  for (const change of shown) {
    const row = `| ${change.kind} | ${mediaOf(change)} | ${cell(change.before, "before")} | ${cell(change.after, "after")} |`;
    if (length + row.length + 1 > maxCommentLength) break;
    lines.push(row);
    length += row.length + 1;
    written += 1;
  }
  const left = shown.length - written;
  if (left > 0) {
    lines.push(
      "",
      `${count(left)} more ${left === 1 ? "cover is" : "covers are"} left out, as a comment holds ${count(maxCommentLength)} characters.`,
    );
  }
  const unchanged = changes.length - shown.length;
  if (unchanged > 0) lines.push("", folded(unchanged));
  for (const remark of remarks) lines.push("", escape(remark));
  return `${lines.join("\n").trimEnd()}\n`;
}

const folded = (unchanged: number): string =>
  `<details><summary>${count(unchanged)} unchanged</summary>These covers stay as they are.</details>`;

function mediaOf({ title, media, region, owner, note }: CoverChange): string {
  const parts = [
    title === "" ? undefined : `**\u2068${escape(title)}\u2069**`,
    `${code(media)}${region === "" ? "" : ` in ${escape(region)}`}`,
    escape(owner),
    note === "" ? undefined : escape(note),
  ];
  return parts.filter((part) => part !== undefined).join("<br>");
}

function cellOf(cover: Cover | undefined, label: string, pictures: Report["pictures"]): string {
  const instead = standIn(cover);
  if (cover === undefined || typeof cover === "string") return `*${escape(instead ?? "")}*`;
  const picture = pictures.of(cover);
  const facts = picture && factsText(picture);
  const parts = [
    cover.url !== undefined && /^https?:\/\//.test(cover.url)
      ? `![${label}](${escapeUrl(cover.url)})`
      : "*a local picture*",
    facts,
    picture?.problem === undefined ? undefined : `**The picture ${escape(picture.problem)}.**`,
  ];
  return parts.filter((part) => part !== undefined).join("<br>");
}

/** A text as it is: no markup, no link, nobody mentioned, no issue referred to. */
function escape(text: string): string {
  return text
    .replaceAll(/[\s\p{Cc}\p{Bidi_Control}]+/gu, " ")
    .replaceAll(/[!-/:-@[-`{-~]/g, (character) =>
      /[@#]/.test(character) ? `\\${character}\u2060` : `\\${character}`,
    )
    .replaceAll(/\\:\\\/\\\/|www\\\./gi, (link) => `${link.slice(0, -1)}\u2060${link.slice(-1)}`);
}

const code = (text: string): string => `\`${text.replaceAll(/[`|\s\p{Cc}]+/gu, " ")}\``;

/** What may end a link's target, or a table's cell, percent-encoded. */
function escapeUrl(url: string): string {
  return url.replaceAll(/[^\w\-.~:/?#[\]@!$&',;=%+*]/gu, (character) =>
    encodeURIComponent(character).replaceAll("(", "%28").replaceAll(")", "%29"),
  );
}
