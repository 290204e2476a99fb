import { catalogue as published } from "../test/support/catalogue.ts";
import { seededRandom } from "../test/support/seededRandom.ts";

/** One video of the catalogue and the cover it shall get. */
export interface CatalogueEntry {
  mediaId: string;
  title: string;
  fileUrl: string;
  /** The cover to set, as a person would write it. */
  coverUrl: string;
  /** The same as it must reach the service. */
  wire: string;
}

/**
 * A catalogue of any size, the same each time: the 1,200 media of the test fixture, then others with names of the same
 * kinds.
 */
export function catalogueOf(count: number): CatalogueEntry[] {
  const random = seededRandom(1);
  const mediaId = (): string =>
    Array.from({ length: 32 }, () => Math.floor(random() * 16).toString(16)).join("");
  return Array.from({ length: Math.ceil(count / published.length) }, (_, round) =>
    round === 0
      ? published
      : published.map((entry) => ({ ...renamed(entry, `-${round}`), mediaId: mediaId() })),
  )
    .flat()
    .slice(0, count);
}

/** The same catalogue with other covers for the first video and each one so many further on. */
export function withChanged(
  catalogue: readonly CatalogueEntry[],
  { each }: { each: number },
): {
  changed: CatalogueEntry[];
  changedIds: string[];
} {
  const isChanged = (index: number): boolean => index % each === 0;
  return {
    changed: catalogue.map((entry, index) =>
      isChanged(index) ? { ...renamed(entry, "-new"), fileUrl: entry.fileUrl } : entry,
    ),
    changedIds: catalogue.filter((_, index) => isChanged(index)).map(({ mediaId }) => mediaId),
  };
}

/** The cover that a video has to begin with: none that anybody wants, so that every cover is a write. */
export const coverBefore = (mediaId: string): string =>
  `http://covers-before.oss-cn-hangzhou.aliyuncs.com/${mediaId}.jpg`;

/** Bytes of the catalogue as minified JSON, `{"<mediaId>":"<coverUrl>",…}`. */
export function catalogueBytes(catalogue: readonly CatalogueEntry[]): number {
  const covers = Object.fromEntries(catalogue.map(({ mediaId, coverUrl }) => [mediaId, coverUrl]));
  return Buffer.byteLength(JSON.stringify(covers));
}

/** Other files of the same kind: the suffix goes before the extension. */
function renamed(entry: CatalogueEntry, suffix: string): CatalogueEntry {
  const rename = (url: string): string => url.replace(/(?=\.[a-z0-9]+$)/, suffix);
  return {
    ...entry,
    fileUrl: rename(entry.fileUrl),
    coverUrl: rename(entry.coverUrl),
    wire: rename(entry.wire),
  };
}
