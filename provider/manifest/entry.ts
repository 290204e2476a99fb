import { describeReference, isById, type MediaReference } from "../lookup/lookUpMedia";
import { candidateFileUrls } from "../cover/mediaFile";
import type { OnDelete } from "../cover/rules";
import type { ManifestPicture } from "./pictures";
import type { Position } from "./problem";

/** One cover of a manifest, with what its defaults say. */
export interface ManifestEntry {
  /** The video: by its id, or by its source file as it is written. */
  media: MediaReference;
  /** The cover's URL in canonical form; `undefined` for a picture that must be uploaded first, and for a snapshot. */
  coverUrl: string | undefined;
  /** The picture, where the cover is one of the project's. */
  picture: ManifestPicture | undefined;
  /** The frame of the video, where the cover is one. */
  snapshot?: ManifestSnapshot | undefined;
  /** `undefined` if neither the manifest nor the caller names one: then the provider's region applies. */
  region: string | undefined;
  onDelete: OnDelete;
  /** Where it is written. */
  position: Position;
}

/** A frame of a video that is to become its cover. */
export interface ManifestSnapshot {
  /** The moment, as `CoverSnapshotArgs.time`. */
  time: number | string;
  /** The OSS bucket that the picture goes to. */
  bucket: string;
}

/** The video of an entry. */
export type EntryMedia = Pick<ManifestEntry, "media" | "region" | "position">;

/** What people call the video of an entry: its id, or its file. */
export function mediaName({ media }: Pick<ManifestEntry, "media">): string {
  return describeReference(media);
}

/**
 * Entries with the same key are about the same video. Those with different keys may be, too, because files are not looked
 * up.
 */
export function mediaKey({ media, region = "" }: Pick<EntryMedia, "media" | "region">): string {
  if (isById(media)) return `${region} ${media.mediaId}`;
  const [url = media.file] = region === "" ? [media.file] : candidateFileUrls(media.file, region);
  try {
    return `${region} ${decodeURIComponent(url)}`;
  } catch {
    return `${region} ${url}`;
  }
}
