/** What tests of the report share. */

import { readFileSync } from "node:fs";
import sharp from "sharp";
import type { CoverChange } from "../../cli/report/compareCovers";
import type { PulumiText } from "../../cli/report/jsonFile";
import type { Pictures } from "../../cli/report/pictures/loadPictures";

/** A sample of what the real CLI printed; see test/fixtures/pulumi/README.md. */
export function recorded(name: string): PulumiText {
  const path = new URL(`../fixtures/pulumi/${name}.json`, import.meta.url);
  return { text: readFileSync(path, "utf8"), name: `${name}.json`, command: "pulumi preview --json" };
}

/** A picture of one colour, such as "#2266aa". */
export function picture(color: string, widthPixels = 640, heightPixels = 360): Promise<Buffer> {
  return sharp({ create: { width: widthPixels, height: heightPixels, channels: 3, background: color } })
    .jpeg()
    .toBuffer();
}

export const noPictures: Pictures = { of: () => undefined, faulty: 0, lacksThumbnails: false };

/** One line a change: "changed Trailer: a.jpg -> b.jpg". */
export function changeLine({ kind, owner, media, title, before, after }: CoverChange): string {
  return `${kind} ${owner} ${Number.parseInt(media, 16)} ${JSON.stringify(title)}: ${coverName(before)} -> ${coverName(after)}`;
}

const coverName = (cover: CoverChange["before"]): string =>
  typeof cover === "object"
    ? (cover.url ?? cover.file ?? "").replace(/^.*aliyuncs\.com\//, "")
    : String(cover);
