import { basename, extname, relative, resolve } from "node:path";
import { locateMediaFile } from "../cover/mediaFile";
import { at, describeValue, invalid, type Path, type Problem, type Result, valid } from "../cover/problem";
import { checkMediaId } from "../cover/rules";
import { findPicture, readPicture } from "../files/readPicture";
import type { MediaReference } from "../lookup/lookUpMedia";
import type { WrittenCover } from "./checkShape";
import type { EntryMedia, ManifestEntry } from "./entry";
import type { ManifestFile } from "./manifestFiles";
import { listPictures, type PictureFolder, pictureAt, pictureUrl } from "./pictures";
import { locate, type ManifestProblem, type WrittenProblem } from "./problem";

/** What reading entries depends on. */
export interface EntryOptions {
  /** The folder that pictures must be in, without symlinks. */
  root: string;
  /** Pictures need no URL, as the caller uploads them. */
  upload: boolean;
  /** Pictures must be pictures; else it is enough that the files exist. */
  lookAtPictures: boolean;
}

/** What an entry is read from besides its own values. */
interface EntrySource extends EntryOptions {
  file: ManifestFile;
  /** The pictures of the folder `pictures`. */
  pictures: PictureFolder;
}

/** One entry, as far as it can be read. */
interface ReadEntry {
  /** The video, even if the entry is wrong otherwise: no video may have two. */
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

function listFolder({ parts, folder }: ManifestFile, root: string): Result<PictureFolder> {
  if (parts.pictures === undefined) return valid(new Map());
  return naming(["pictures"], parts.pictures, listPictures(root, resolve(folder, parts.pictures)));
}

/** Step 1, the video: the one that an entry names, if it names one as the rules say. */
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

/** The files that may be the picture of an entry: the one that it names, or those of the folder that have its video's name. */
function candidatePictures(
  { has, values: { image } }: WrittenCover,
  media: Result<MediaReference | undefined>,
  { file, pictures }: EntrySource,
): readonly string[] {
  if (image !== undefined) return [resolve(file.folder, image)];
  if (has("url") || has("image") || !media.ok || media.value === undefined) return [];
  return pictures.get(pictureStem(media.value)) ?? [];
}

/** Step 2, the picture: none if the cover is a URL, or if the problem is another. */
function choosePicture(
  { has, values: { image } }: WrittenCover,
  path: Path,
  found: { media: Result<MediaReference | undefined>; pictures: readonly string[] },
  source: EntrySource,
): Result<string | undefined> {
  const [picture] = found.pictures;
  if (image !== undefined && picture !== undefined)
    return naming([...path, "image"], image, checkPicture(picture, source));
  if (has("url") || has("image")) return valid(undefined);
  const { pictures: folder } = source.file.parts;
  if (folder === undefined) return at(path, invalid("has no cover", { fix: "give url or image" }));
  if (!found.media.ok || found.media.value === undefined) return valid(undefined);
  if (picture === undefined) {
    const name = describeValue(`${pictureStem(found.media.value)}.jpg`);
    const fix = `give url or image, or put ${name} (or .png, …) into ${describeValue(folder)}`;
    return at(path, invalid("has no cover", { fix }));
  }
  if (found.pictures.length === 1) return checkFolderPicture(path, picture, source);
  const names = found.pictures.map((each) => describeValue(basename(each))).join(" and ");
  const rule = `has more than one picture in ${describeValue(folder)}: ${names}`;
  return at(path, invalid(rule, { fix: "keep one, or give it as image" }));
}

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
  const { url } = cover.values;
  const shown =
    url === undefined ? showPicture(picture, path, source) : valid({ coverUrl: url, picture: undefined });
  const {
    media: known,
    entry,
    problems: more,
  } = completeEntry(media.value, path, { ...cover.values, shown }, source.file);
  return cover.isWhole && picture.ok
    ? { media: known, entry, problems: [...problems, ...more] }
    : { media: known, problems };
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
        const rule = `holds ${describeValue(basename(file))}, which is the cover of no media`;
        const fix = "name it like a media's id or source file, give it as image, or take it out";
        return { problems: [{ path, rule, fix }] };
      }),
  );
}

/** How the cover of an entry is shown. */
type ShownCover = Pick<ManifestEntry, "coverUrl" | "picture">;

function completeEntry(
  media: MediaReference,
  path: Path,
  values: Pick<WrittenCover["values"], "region" | "onDelete"> & { shown: Result<ShownCover> },
  { defaults, document }: ManifestFile,
): ReadEntry {
  const { shown, region = defaults.region, onDelete = defaults.onDelete ?? "retain" } = values;
  const known = { media, region, position: document.positionOf(path) };
  if (!shown.ok) return { media: known, problems: shown.problems };
  const { coverUrl, picture } = shown.value;
  return { media: known, entry: { ...known, coverUrl, picture, onDelete }, problems: [] };
}

/** Whether the keys of an entry go together. */
function keyProblems({ has }: WrittenCover, path: Path): WrittenProblem[] {
  const problems: WrittenProblem[] = [];
  if (has("mediaId") && has("file"))
    problems.push({ path: [...path, "file"], rule: "stands beside mediaId", fix: "keep one", isOfKey: true });
  if (has("url") && has("image"))
    problems.push({ path: [...path, "image"], rule: "stands beside url", fix: "keep one", isOfKey: true });
  if (!has("mediaId") && !has("file"))
    problems.push({ path, rule: "names no media", fix: "give mediaId or file" });
  return problems;
}

/** The URL of a picture, or the picture alone if the caller uploads it. */
function showPicture(
  chosen: Result<string | undefined>,
  path: Path,
  { file: { defaults, folder, parts }, upload }: EntrySource,
): Result<ShownCover> {
  if (!chosen.ok) return chosen;
  if (chosen.value === undefined) return { ok: false, problems: [] };
  const picture = pictureAt(chosen.value, defaults, folder);
  const name = relative(folder, chosen.value);
  if (defaults.baseUrl !== undefined) {
    const url = pictureUrl(picture, defaults.baseUrl);
    return url.ok ? valid({ coverUrl: url.value, picture }) : showing(path, name, url);
  }
  if (upload) return valid({ coverUrl: undefined, picture });
  // The problem is then in the defaults.
  if (!parts.defaultsAreWhole) return { ok: false, problems: [] };
  return showing(path, name, needsBaseUrl(defaults.bucket));
}

function needsBaseUrl(bucket: string | undefined): Result<never> {
  const fix = "set defaults.baseUrl to where http: serves this folder";
  return bucket === undefined
    ? invalid("has no URL", { fix })
    : invalid(`has no URL, as nothing uploads it to the bucket ${bucket}`, {
        fix: `${fix}, or let the program upload it (pictureUrl: uploadPictures())`,
      });
}

function checkFolderPicture(path: Path, picture: string, source: EntrySource): Result<string> {
  return showing(path, basename(picture), checkPicture(picture, source));
}

/** Whether a file may be a cover. */
function checkPicture(picture: string, { root, lookAtPictures }: EntrySource): Result<string> {
  const read = lookAtPictures ? readPicture(root, picture) : findPicture(root, picture);
  if ("problem" in read) return invalid(read.problem);
  if (!("problems" in read)) return valid(picture);
  return { ok: false, problems: read.problems.map((rule) => ({ path: [], rule })) };
}

/** The name that the picture of a video has, without extension. */
function pictureStem(media: MediaReference): string {
  if ("mediaId" in media) return media.mediaId;
  const name = basename(media.file);
  const stem = basename(name, extname(name));
  if (media.file.startsWith("oss:")) return stem.normalize();
  try {
    return decodeURIComponent(stem).normalize();
  } catch {
    return stem.normalize();
  }
}

/** Problems of what a value names: `covers[0].image "a.jpg" does not exist`. */
function naming<Value>(path: Path, name: string, result: Result<Value>): Result<Value> {
  return withSubject(path, describeValue(name), result);
}

/** Problems of a picture that its folder or its entry brings: `covers[0] has the picture "a.jpg", which is empty`. */
function showing<Value>(path: Path, name: string, result: Result<Value>): Result<Value> {
  return withSubject(path, `has the picture ${describeValue(name)}, which`, result);
}

function withSubject<Value>(path: Path, subject: string, result: Result<Value>): Result<Value> {
  if (result.ok) return result;
  const problems = result.problems.map((problem) => ({ ...problem, rule: `${subject} ${problem.rule}` }));
  return at(path, { ok: false, problems });
}

function problemsIn(result: Result<unknown>): readonly Problem[] {
  return result.ok ? [] : result.problems;
}
