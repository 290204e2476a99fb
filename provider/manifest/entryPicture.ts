import { basename, extname, relative, resolve } from "node:path";
import { at, describeValue, invalid, type Path, type Result, valid } from "../cover/problem";
import { findPicture, readPicture } from "../files/readPicture";
import { isById, type MediaReference } from "../lookup/lookUpMedia";
import type { WrittenCover } from "./checkShape";
import type { ManifestEntry } from "./entry";
import type { ManifestFile } from "./manifestFiles";
import { listPictures, type PictureFolder, pictureAt, pictureUrl } from "./pictures";

/** The pictures of entries: which file it is, whether it may be a cover, and the URL that shows it. */

/** What reading entries depends on. */
export interface EntryOptions {
  /** The folder that pictures must be in, without symlinks. */
  root: string;
  /** Pictures need no URL, because the caller uploads them. */
  upload: boolean;
  /** Covers may be snapshots, because the caller takes them. */
  snapshots: boolean;
  /** Pictures are read and checked. If not, it is enough that the files exist. */
  lookAtPictures: boolean;
}

/** What an entry is read from besides its own values. */
export interface EntrySource extends EntryOptions {
  file: ManifestFile;
  /** The pictures of the folder `pictures`. */
  pictures: PictureFolder;
}

/** How the cover of an entry is shown. */
export type ShownCover = Pick<ManifestEntry, "coverUrl" | "picture" | "snapshot">;

/** The pictures of the folder that a file names. */
export function listFolder({ parts, folder }: ManifestFile, root: string): Result<PictureFolder> {
  if (parts.pictures === undefined) return valid(new Map());
  return naming(["pictures"], parts.pictures, listPictures(root, resolve(folder, parts.pictures)));
}

/**
 * The files that may be the picture of an entry: the one that it names, or those of the folder that are named like its
 * video.
 */
export function candidatePictures(
  { has, values: { image } }: WrittenCover,
  media: Result<MediaReference | undefined>,
  { file, pictures }: EntrySource,
): readonly string[] {
  if (image !== undefined) return [resolve(file.folder, image)];
  if (namesCover(has) || !media.ok || media.value === undefined) return [];
  return pictures.get(pictureStem(media.value)) ?? [];
}

/** Chooses the picture of an entry: none if its cover is a URL, or if the entry is wrong in another way. */
export function choosePicture(
  { has, values: { image } }: WrittenCover,
  path: Path,
  found: { media: Result<MediaReference | undefined>; pictures: readonly string[] },
  source: EntrySource,
): Result<string | undefined> {
  const [picture] = found.pictures;
  if (image !== undefined && picture !== undefined)
    return naming([...path, "image"], image, checkPicture(picture, source));
  if (namesCover(has)) return valid(undefined);
  const { parts, defaults } = source.file;
  const { pictures: folder } = parts;
  if (picture === undefined && defaults.snapshot !== undefined) return valid(undefined);
  if (folder === undefined) return at(path, invalid("has no cover", { fix: "give url, image or snapshot" }));
  if (!found.media.ok || found.media.value === undefined) return valid(undefined);
  if (picture === undefined) {
    const name = describeValue(`${pictureStem(found.media.value)}.jpg`);
    const fix = `give url, image or snapshot, or put ${name} (or .png, …) into ${describeValue(folder)}`;
    return at(path, invalid("has no cover", { fix }));
  }
  if (found.pictures.length === 1) return checkFolderPicture(path, picture, source);
  const names = found.pictures.map((each) => describeValue(basename(each))).join(" and ");
  const rule = `has more than one picture in ${describeValue(folder)}: ${names}`;
  return at(path, invalid(rule, { fix: "keep one, or give it as image" }));
}

const namesCover = (has: WrittenCover["has"]): boolean => has("url") || has("image") || has("snapshot");

/** The time of the snapshot that is the cover of an entry, if one is: its own, or that of the defaults. */
export function snapshotTime(
  { has, values }: WrittenCover,
  picture: Result<string | undefined>,
  { defaults }: ManifestFile,
): number | string | undefined {
  if (has("snapshot")) return values.snapshot;
  const hasNoCover = !namesCover(has) && picture.ok && picture.value === undefined;
  return hasNoCover ? defaults.snapshot : undefined;
}

/** A snapshot, if somebody takes it and there is a bucket for it. */
export function showSnapshot(
  time: number | string,
  path: Path,
  { file: { defaults, parts }, snapshots }: EntrySource,
): Result<ShownCover> {
  if (!snapshots) {
    const fix = "declare the manifest with manifestCovers, or give url or image";
    return at(path, invalid("is a snapshot, which nothing takes here", { fix }));
  }
  const { bucket } = defaults;
  if (bucket !== undefined)
    return valid({ coverUrl: undefined, picture: undefined, snapshot: { time, bucket } });
  // The problem is then in the defaults.
  if (!parts.defaultsAreWhole) return { ok: false, problems: [] };
  const fix = "set defaults.bucket to the OSS bucket that pictures go to";
  return at(path, invalid("has no bucket for its snapshot", { fix }));
}

/** The URL of a picture, or the picture alone if the caller uploads it. */
export function showPicture(
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
  // The problem is in the defaults, and is reported there.
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

/** Whether a picture of the folder may be a cover. */
export function checkFolderPicture(path: Path, picture: string, source: EntrySource): Result<string> {
  return showing(path, basename(picture), checkPicture(picture, source));
}

/** Whether a file may be a cover. */
function checkPicture(picture: string, { root, lookAtPictures }: EntrySource): Result<string> {
  const read = lookAtPictures ? readPicture(root, picture) : findPicture(root, picture);
  return read.ok ? valid(picture) : read;
}

/** The name that the picture of a video has, without extension. */
function pictureStem(media: MediaReference): string {
  if (isById(media)) return media.mediaId;
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

/** Problems of a picture that comes from its folder or its entry: `covers[0] has the picture "a.jpg", which is empty`. */
function showing<Value>(path: Path, name: string, result: Result<Value>): Result<Value> {
  return withSubject(path, `has the picture ${describeValue(name)}, which`, result);
}

function withSubject<Value>(path: Path, subject: string, result: Result<Value>): Result<Value> {
  if (result.ok) return result;
  const problems = result.problems.map((problem) => ({ ...problem, rule: `${subject} ${problem.rule}` }));
  return at(path, { ok: false, problems });
}
