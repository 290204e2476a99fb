import { readFile, stat } from "node:fs/promises";
import { invalid, type Problem, type Result, valid } from "../../../provider/cover/problem";
import type { PictureFacts } from "../../../provider/files/inspectPicture";
import { pictureLimits } from "../../../provider/files/pictureLimits";
import { eachPicture, lookAtPicture, tooLarge } from "../../readPicture";
import type { CoverChange } from "../compareCovers";
import type { Cover, CoverPicture } from "../cover";
import { type PictureLoader, pictureLoader } from "./fetchPicture";
import { findThumbnailer, type Thumbnailer } from "./thumbnail";

/** What a report knows of a picture, besides its URL. */
export interface LoadedPicture {
  /** The picture itself, small; `undefined` where it could not, or was not to, be embedded. */
  dataUrl?: string;
  facts?: (PictureFacts & { bytes: number }) | undefined;
  /** What is wrong with it; empty for nothing. */
  problems: readonly Problem[];
}

/** How pictures are loaded. */
export interface PictureOptions {
  /** Also from hosts. */
  fetch: boolean;
  /** Also from addresses that are not of the public Internet. */
  allowPrivate: boolean;
  /** Whether the report holds the pictures itself. */
  embed: boolean;
}

/** All that was found out about pictures. */
export interface Pictures {
  of(cover: Cover): LoadedPicture | undefined;
  /** How many have a problem. */
  faulty: number;
  /** Large pictures are not shown, as there is nothing to make them small. */
  lacksThumbnails: boolean;
}

/** Up to here a picture is embedded as it is, where nothing makes it small. */
export const embeddedAsIsBytes = 64 * 1024;

/** Loads each picture of a report once: from files, and from hosts if so asked. */
export async function loadPictures(
  changes: readonly CoverChange[],
  { fetch, allowPrivate, embed }: PictureOptions,
): Promise<Pictures> {
  const covers = changes.flatMap(({ before, after }) => [before, after]);
  const wanted = new Map(
    covers.flatMap((cover) => (isPicture(cover) ? [[pictureKey(cover), cover] as const] : [])),
  );
  const loaded = new Map<string, LoadedPicture>();
  const thumbnail = embed ? await findThumbnailer() : undefined;
  const loader = fetch ? pictureLoader(allowPrivate) : undefined;
  await eachPicture(wanted, async ([key, picture]) => {
    const bytes = await readBytes(picture, loader);
    if (bytes !== undefined) loaded.set(key, await look(bytes, embed, thumbnail));
  });
  await loader?.close();
  return {
    faulty: [...loaded.values()].filter(({ problems }) => problems.length > 0).length,
    of: (cover) => (typeof cover === "string" ? undefined : loaded.get(pictureKey(cover))),
    lacksThumbnails:
      embed &&
      thumbnail === undefined &&
      [...loaded.values()].some(({ facts, dataUrl }) => facts !== undefined && dataUrl === undefined),
  };
}

const isPicture = (cover: Cover | undefined): cover is CoverPicture => typeof cover === "object";
const pictureKey = ({ url, file }: CoverPicture): string => file ?? url ?? "";

async function readBytes(
  { url, file }: CoverPicture,
  loader: PictureLoader | undefined,
): Promise<Result<Uint8Array> | undefined> {
  if (file === undefined) return url === undefined ? undefined : loader?.load(url);
  try {
    if ((await stat(file)).size > pictureLimits.maxBytes) return { ok: false, problems: [tooLarge] };
    return valid(await readFile(file));
  } catch (error) {
    return invalid(`cannot be read (${error instanceof Error ? error.message : String(error)})`);
  }
}

async function look(
  read: Result<Uint8Array>,
  embed: boolean,
  thumbnail: Thumbnailer | undefined,
): Promise<LoadedPicture> {
  if (!read.ok) return read;
  const bytes = read.value;
  const { facts: found, problems } = lookAtPicture(bytes);
  const facts = found && { ...found, bytes: bytes.length };
  // A hostile picture has sides that nobody means.
  if (facts === undefined || problems.length > 0) return { facts, problems };
  if (!embed) return { facts, problems };
  if (thumbnail !== undefined) {
    const small = await thumbnail(bytes);
    if (small.ok) return { facts, problems, dataUrl: small.value };
    // What sharp does not read, such as BMP, a browser may.
    if (bytes.length > embeddedAsIsBytes || facts.format !== "bmp")
      return { facts, problems: small.problems };
  }
  if (bytes.length > embeddedAsIsBytes) return { facts, problems };
  return {
    facts,
    problems,
    dataUrl: `data:${facts.contentType};base64,${Buffer.from(bytes).toString("base64")}`,
  };
}
