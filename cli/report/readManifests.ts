import { mediaName, type ManifestEntry } from "../../provider/manifest/entry";
import { loadManifest } from "../../provider/manifest/loadManifest";
import { type CoverChange, declaredOnly } from "./compareCovers";
import type { Cover } from "./cover";

/**
 * The entries of manifests. Pictures without a URL are welcome, and so are those that are none: the report shows them, and
 * marks what is wrong.
 *
 * @throws {ManifestError} with everything that is wrong.
 */
export function readManifests(
  paths: readonly string[],
  { root, files }: { root: string | undefined; files: string | undefined },
): ManifestEntry[] {
  const defaults = { files };
  const options = { root, defaults, upload: true, snapshots: true, lookAtPictures: false };
  return paths.flatMap((path) => loadManifest(path, options));
}

/** The covers as manifests declare them. */
export function declaredChanges(entries: readonly ManifestEntry[]): CoverChange[] {
  return entries.map((entry) => {
    const { coverUrl, picture, snapshot, position } = entry;
    const change = declaredOnly({
      media: mediaName(entry),
      region: entry.region ?? "",
      owner: `${position.file}:${position.line}`,
      cover: snapshot === undefined ? { url: coverUrl, file: picture?.path } : "unknown",
      isUnchanged: false,
    });
    return snapshot === undefined
      ? change
      : { ...change, note: `The frame of the video at ${snapshot.time}.` };
  });
}

/** Finds the files of the pictures that are covers: a manifest knows them by their URLs. */
export function withFiles(changes: readonly CoverChange[], entries: readonly ManifestEntry[]): CoverChange[] {
  const files = new Map(entries.map(({ coverUrl, picture }) => [coverUrl, picture?.path]));
  const find = (cover: Cover): Cover =>
    typeof cover === "string" || cover.url === undefined ? cover : { file: files.get(cover.url), ...cover };
  return changes.map((change) => ({
    ...change,
    before: change.before && find(change.before),
    after: find(change.after),
  }));
}
