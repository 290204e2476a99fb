import { existsSync, readFileSync } from "node:fs";
import { z } from "zod";
import { EmulatorOptionError } from "../optionError";
import { mediaFromSeed, mediaSchema, mediaSeedSchema, type Media, type MediaSeed } from "./media";
import type { MediaStore } from "./mediaStore";

/** Where the initial media come from, and what completes them. */
export interface InitialMedia {
  /** The entries, or the path of a JSON file with an array of them. */
  seed: readonly MediaSeed[] | string;
  /** Used instead of the seed if it exists: it holds what became of the seed. */
  dataFile: string | undefined;
  region: string;
  now: Date;
}

/**
 * Fills an empty store.
 *
 * @throws EmulatorOptionError naming the file, the entry's index and the rule
 */
export function loadMedia(store: MediaStore, initial: InitialMedia): void {
  const { seed, dataFile } = initial;
  if (dataFile !== undefined && existsSync(dataFile)) {
    addAll(store, dataFile, parseEntries(dataFile, readJson(dataFile), mediaSchema));
    return;
  }
  const [source, value] = typeof seed === "string" ? [seed, readJson(seed)] : ["options.seed", seed];
  const seeds = parseEntries(source, value, mediaSeedSchema);
  const media = seeds.map((entry) => mediaFromSeed(entry, initial));
  addAll(store, source, media);
}

/** @throws EmulatorOptionError naming the source, the member and the rule */
export function parseSeed(seed: unknown, source: string): MediaSeed {
  const parsed = mediaSeedSchema.safeParse(seed);
  if (!parsed.success) {
    throw new EmulatorOptionError(issueLines(source, parsed.error));
  }
  return parsed.data;
}

/**
 * @throws EmulatorOptionError when another video of the region has the same input file: the service finds
 *   videos by it
 */
export function checkFileIsFree(store: MediaStore, media: Media, source: string): void {
  const holder = store.ofFile(media.region, media.fileUrl);
  if (holder !== undefined && holder.publishState !== "Deleted" && holder.mediaId !== media.mediaId) {
    throw new EmulatorOptionError(
      `${source}.fileUrl: ${media.fileUrl} is the file of video ${holder.mediaId} already`,
    );
  }
}

function addAll(store: MediaStore, source: string, media: readonly Media[]): void {
  for (const [index, entry] of media.entries()) {
    const place = `${source}: entry ${index}`;
    if (store.current(entry.region, entry.mediaId) !== undefined) {
      throw new EmulatorOptionError(`${place}.mediaId: ${entry.mediaId} is in ${entry.region} already`);
    }
    checkFileIsFree(store, entry, place);
    store.load(entry);
  }
}

function readJson(path: string): unknown {
  try {
    const bytes = readFileSync(path);
    // PowerShell's `>` writes UTF-16. The decoder takes a byte order mark off.
    const encoding = { fffe: "utf-16le", feff: "utf-16be" }[bytes.subarray(0, 2).toString("hex")];
    return JSON.parse(new TextDecoder(encoding, { fatal: true }).decode(bytes));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    // Without the excerpt of the text: a cover's URL may be signed.
    const told = reason.replace(/, (\.{3})?".*"(\.{3})? is not valid JSON$/s, "");
    throw new EmulatorOptionError(`${path}: cannot be read as JSON: ${told}`, { cause });
  }
}

function parseEntries<Entry>(source: string, value: unknown, schema: z.ZodType<Entry>): Entry[] {
  const parsed = z.array(schema).safeParse(value);
  if (!parsed.success) {
    throw new EmulatorOptionError(issueLines(source, parsed.error));
  }
  return parsed.data;
}

/** `seed.json: entry 3.mediaId: must be ...`, a line for each issue. */
function issueLines(source: string, { issues }: z.ZodError): string {
  return issues
    .map(({ path: [index, ...members], message }) => {
      const place = typeof index === "number" ? `entry ${index}` : index;
      return [source, [place, ...members].filter((part) => part !== undefined).join("."), message]
        .filter((part) => part !== "")
        .join(": ");
    })
    .join("\n");
}
