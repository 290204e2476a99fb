import { stringify } from "yaml";
import type { MediaReference } from "../lookup/lookUpMedia";
import type { OnDelete } from "../cover/rules";

/** One cover to be written down. */
export interface CoverToWrite {
  media: MediaReference;
  coverUrl: string;
  /** Left out where it is that of `defaults`. */
  region?: string | undefined;
  /** Left out where it is `"retain"`. */
  onDelete?: OnDelete | undefined;
  /** What a reader should know about it, such as the video's title. */
  note?: string | undefined;
}

/** What a manifest says besides its covers. */
export interface ManifestHead {
  /** Lines of comment at its top. */
  comments: readonly string[];
  /** The region of covers that name none. */
  region?: string | undefined;
}

/** A manifest as YAML, which `loadManifest` reads back as it was. The same covers always give the same text. */
export function writeManifest(covers: readonly CoverToWrite[], { comments, region }: ManifestHead): string {
  const lines = [
    ...comments.map(commentLine),
    ...(region === undefined ? [] : ["defaults:", `  region: ${scalar(region)}`]),
    covers.length === 0 ? "covers: []" : "covers:",
    ...covers.flatMap((cover) => entryLines(cover, region)),
  ];
  return `${lines.join("\n")}\n`;
}

function entryLines(
  { media, coverUrl, region, onDelete, note }: CoverToWrite,
  defaultRegion?: string,
): string[] {
  const values = {
    ...media,
    url: coverUrl,
    ...(region !== undefined && region !== defaultRegion && { region }),
    ...(onDelete === "restore" && { onDelete }),
  };
  const lines = Object.entries(values).map(([key, value]) => `${key}: ${scalar(value)}`);
  const [first = "", ...others] = lines;
  return [
    ...(note === undefined || note === "" ? [] : [`  ${commentLine(note)}`]),
    `  - ${first}`,
    ...others.map((line) => `    ${line}`),
  ];
}

/** A text on one line, quoted where YAML would take it for something else. */
function scalar(text: string): string {
  return stringify(text, { lineWidth: 0, defaultKeyType: "PLAIN", blockQuote: false }).replace(/\n$/, "");
}

function commentLine(text: string): string {
  return `# ${text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ")}`.trimEnd();
}
