import { formatCount } from "../../provider/cover/formatCount";
import { type CoverChange, isToldOnly } from "./compareCovers";
import type { Cover } from "./cover";
import type { Report } from "./html/renderHtml";
import { byKind, factsText, headline, isHttp, meanings, problemText, standIn } from "./wording";

/** What a comment on GitHub holds at most, in characters. */
const maxCommentLength = 65_536;
/** Kept for what comes after the rows. */
const reservedLength = 1_500;
/** An error of a preview may be a long story. */
const maxErrorLength = 2_000;

/** Writes a report as Markdown for a comment on a pull request: what does not fit is counted. */
export function renderMarkdown(report: Report): string {
  const { changes, remarks, errors, pictures } = report;
  const lines = [`### Covers: ${headline(report)}`, ""];
  for (const error of errors.slice(0, 5)) {
    lines.push(
      `> **The preview has an error**, so covers may be missing here: ${escape(error.slice(0, maxErrorLength))}`,
      "",
    );
  }
  const shown = byKind(changes.filter(({ kind }) => kind !== "unchanged")).flatMap(([, found]) => found);
  // Of a state or a manifest there is but one cover to show.
  const isPair = !shown.every(isToldOnly);
  if (shown.length > 0) {
    lines.push(isPair ? "| | video | before | after |" : "| | video | cover |");
    lines.push(isPair ? "| --- | --- | --- | --- |" : "| --- | --- | --- |");
  }
  let length = lines.join("\n").length + remarks.join("\n").length + reservedLength;
  const cell = (cover: Cover | undefined, label: string): string => coverCell(cover, label, pictures);
  let written = 0;
  for (const change of shown) {
    const cells = isPair
      ? [cell(change.before, "before"), cell(change.after, "after")]
      : [cell(change.after, "cover")];
    const row = `| ${[change.kind, mediaCell(change), ...cells].join(" | ")} |`;
    if (length + row.length + 1 > maxCommentLength) break;
    lines.push(row);
    length += row.length + 1;
    written += 1;
  }
  const left = shown.length - written;
  if (left > 0) {
    lines.push(
      "",
      `${formatCount(left)} more ${left === 1 ? "cover is" : "covers are"} left out, as a comment holds ${formatCount(maxCommentLength)} characters.`,
    );
  }
  if (isPair) lines.push(...byKind(shown).flatMap(([kind]) => ["", `**${kind}**: ${meanings[kind]}`]));
  const unchanged = changes.length - shown.length;
  if (unchanged > 0) lines.push("", folded(unchanged));
  for (const remark of remarks) lines.push("", escape(remark));
  return `${lines.join("\n").trimEnd()}\n`;
}

const folded = (unchanged: number): string =>
  `<details><summary>${formatCount(unchanged)} unchanged</summary>These covers stay as they are.</details>`;

function mediaCell({ title, media, region, owner, note }: CoverChange): string {
  const parts = [
    title === "" ? undefined : `**\u2068${escape(title)}\u2069**`,
    `${code(media)}${region === "" ? "" : ` in ${escape(region)}`}`,
    escape(owner),
    note === "" ? undefined : escape(note),
  ];
  return parts.filter((part) => part !== undefined).join("<br>");
}

function coverCell(cover: Cover | undefined, label: string, pictures: Report["pictures"]): string {
  const instead = standIn(cover);
  if (cover === undefined || typeof cover === "string") return `*${escape(instead ?? "")}*`;
  const picture = pictures.of(cover);
  const facts = picture && factsText(picture);
  const problem = picture && problemText(picture);
  const parts = [
    cover.url !== undefined && isHttp(cover.url)
      ? `![${label}](${escapeUrl(cover.url)})`
      : "*a local picture*",
    facts,
    problem === undefined ? undefined : `**${escape(problem)}**`,
  ];
  return parts.filter((part) => part !== undefined).join("<br>");
}

/** A text as it is: no markup, no link, no emoji, nobody mentioned, no issue referred to. */
function escape(text: string): string {
  return text
    .replaceAll(/[\s\p{Cc}\p{Bidi_Control}]+/gu, " ")
    .replaceAll(/[\\`*_[\]<>|~&$!#]/g, String.raw`\$&`)
    .replaceAll(/[@#]|:(?=\S)|www(?=\.)/gi, "$&\u2060");
}

const code = (text: string): string => `\`${text.replaceAll(/[`|\s\p{Cc}]+/gu, " ")}\``;

/** What may end a link's target, or a table's cell, percent-encoded. */
function escapeUrl(url: string): string {
  return url
    .toWellFormed()
    .replaceAll(/[^\w\-.~:/?#[\]@!$&',;=%+*]/gu, (character) =>
      encodeURIComponent(character).replaceAll("(", "%28").replaceAll(")", "%29"),
    );
}
