import { basename } from "node:path";
import { locateMediaFile } from "../cover/mediaFile";
import { at, describeValue, type Path, problemsIn, type Result, valid } from "../cover/problem";
import { checkMediaId } from "../cover/rules";
import type { MediaReference } from "../lookup/lookUpMedia";
import type { WrittenCover } from "./checkShape";
import type { EntryMedia, ManifestEntry } from "./entry";
import {
  candidatePictures,
  checkFolderPicture,
  choosePicture,
  type EntryOptions,
  type EntrySource,
  listFolder,
  type ShownCover,
  showPicture,
  showSnapshot,
  snapshotTime,
} from "./entryPicture";
import type { ManifestFile } from "./manifestFiles";
import { locate, type ManifestProblem, type WrittenProblem } from "./problem";

/** The entries of a manifest, read in three steps: the video, the picture (`entryPicture.ts`), the entry. */

/** One entry, as far as it can be read. */
interface ReadEntry {
  /** The video, even if the rest of the entry is wrong: no video may have two entries. */
  media?: EntryMedia | undefined;
  entry?: ManifestEntry | undefined;
  problems: readonly WrittenProblem[];
}

/** Reads the covers of one file: the entries of its list, then the pictures of its folder that are named by a media id. */
export function readEntries(
  file: ManifestFile,
  options: EntryOptions,
): { entries: ManifestEntry[]; media: EntryMedia[]; problems: ManifestProblem[] } {
  const listed = listFolder(file, options.root);
  const source = { ...options, file, pictures: listed.ok ? listed.value : new Map<string, string[]>() };
  const used = new Set<string>();
  const covers = file.parts.covers.map((cover, index) => {
    const path = ["covers", index];
    const media = readMedia(cover, path, file.defaults.files);
    const pictures = candidatePictures(cover, media, source);
    for (const picture of pictures) used.add(picture);
    return readEntry(
      cover,
      path,
      { media, picture: choosePicture(cover, path, { media, pictures }, source) },
      source,
    );
  });
  const read = [...covers, ...readUnlistedPictures(used, source)];
  const problems = [...problemsIn(listed), ...read.flatMap((each) => each.problems)];
  return {
    entries: read.flatMap(({ entry }) => entry ?? []),
    media: read.flatMap(({ media }) => media ?? []),
    problems: problems.map((problem) => locate(file.document, problem)),
  };
}

/** Step 1, the video: the one that an entry names. Undefined if it names none that the rules allow. */
function readMedia(
  { values: { mediaId, file } }: WrittenCover,
  path: Path,
  base: string | undefined,
): Result<MediaReference | undefined> {
  if (mediaId !== undefined) return valid({ mediaId });
  if (file === undefined) return valid(undefined);
  const located = at([...path, "file"], locateMediaFile(file, base));
  if (located.ok) return valid({ file: located.value });
  const isRelative = base === undefined && !file.includes(":");
  return isRelative
    ? { ok: false, problems: located.problems.map((problem) => ({ ...problem, fix: setBase })) }
    : located;
}

const setBase = "write it so, or set defaults.files to where the source files are";

/** Step 3, the entry: what it names, completed by the defaults. */
function readEntry(
  cover: WrittenCover,
  path: Path,
  { media, picture }: { media: Result<MediaReference | undefined>; picture: Result<string | undefined> },
  source: EntrySource,
): ReadEntry {
  if (!cover.isMap) return { problems: [] };
  const problems = [...keyProblems(cover, path), ...problemsIn(media), ...problemsIn(picture)];
  if (!media.ok || media.value === undefined) return { problems };
  const shown = showCover(cover, path, picture, source);
  const {
    media: known,
    entry,
    problems: more,
  } = completeEntry(media.value, path, { ...cover.values, shown }, source.file);
  return cover.isWhole && picture.ok
    ? { media: known, entry, problems: [...problems, ...more] }
    : { media: known, problems };
}

function showCover(
  cover: WrittenCover,
  path: Path,
  picture: Result<string | undefined>,
  source: EntrySource,
): Result<ShownCover> {
  const { url } = cover.values;
  if (url !== undefined) return valid({ coverUrl: url, picture: undefined });
  const time = snapshotTime(cover, picture, source.file);
  return time === undefined ? showPicture(picture, path, source) : showSnapshot(time, path, source);
}

/** Reads the pictures that no entry of the list uses. Each must be named by a media id, and is the cover of that video. */
function readUnlistedPictures(used: ReadonlySet<string>, source: EntrySource): ReadEntry[] {
  const path = ["pictures"];
  return [...source.pictures].flatMap(([stem, files]) =>
    files
      .filter((file) => !used.has(file))
      .map((file): ReadEntry => {
        if (checkMediaId(stem).ok && files.length === 1) {
          const shown = showPicture(checkFolderPicture(path, file, source), path, source);
          return completeEntry({ mediaId: stem }, path, { shown }, source.file);
        }
        const rule = `holds ${describeValue(basename(file))}, which is the cover of no video`;
        const fix = "name it like a video's id or source file, give it as image, or take it out";
        return { problems: [{ path, rule, fix }] };
      }),
  );
}

function completeEntry(
  media: MediaReference,
  path: Path,
  values: Pick<WrittenCover["values"], "region" | "onDelete"> & { shown: Result<ShownCover> },
  { defaults, document }: ManifestFile,
): ReadEntry {
  const { shown, region = defaults.region, onDelete = defaults.onDelete ?? "retain" } = values;
  const known = { media, region, position: document.positionOf(path) };
  if (!shown.ok) return { media: known, problems: shown.problems };
  return { media: known, entry: { ...known, ...shown.value, onDelete }, problems: [] };
}

/** Whether the keys of an entry go together. */
function keyProblems({ has }: WrittenCover, path: Path): WrittenProblem[] {
  const problems: WrittenProblem[] = [];
  if (has("mediaId") && has("file"))
    problems.push({ path: [...path, "file"], rule: "stands beside mediaId", fix: "keep one", isOfKey: true });
  const [first, ...others] = (["url", "image", "snapshot"] as const).filter(has);
  for (const key of others)
    problems.push({ path: [...path, key], rule: `stands beside ${first}`, fix: "keep one", isOfKey: true });
  if (!has("mediaId") && !has("file"))
    problems.push({ path, rule: "names no video", fix: "give mediaId or file" });
  return problems;
}
