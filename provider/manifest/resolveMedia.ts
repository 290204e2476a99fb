import { lookUpMedia } from "../lookup/lookUpMedia";
import type { MediaService } from "../mps/client";
import { MediaNotFoundError, NoMediaOfFileError } from "../mps/errors";
import type { Media } from "../mps/media";
import { type ManifestEntry, mediaKey } from "./entry";
import { twiceProblem } from "./loadManifest";
import type { ManifestProblem } from "./problem";

/** An entry whose media was found. */
export interface ResolvedEntry {
  entry: ManifestEntry;
  media: Media;
  region: string;
}

/**
 * Finds the media of entries, ten in a call.
 *
 * @param region That of entries which name none.
 * @param known Entries that need no look at the service, but must not be about the same media.
 * @returns What was found, and a problem for each media that does not exist, or is the one of another entry.
 * @throws what the client throws when nothing can be known.
 */
export async function resolveMedia(
  entries: readonly ManifestEntry[],
  service: Pick<MediaService, "findMedia" | "findMediaByFile">,
  region: string,
  known: readonly ManifestEntry[] = [],
): Promise<{ found: ResolvedEntry[]; problems: ManifestProblem[] }> {
  const results = await Promise.all(entries.map((entry) => resolveOne(entry, service, region)));
  const problems: ManifestProblem[] = [];
  const first = new Map(
    known.map((entry) => [mediaKey({ ...entry, region: entry.region ?? region }), entry]),
  );
  const found: ResolvedEntry[] = [];
  for (const result of results) {
    if ("message" in result) problems.push(result);
    else found.push(result);
  }
  for (const { entry, media, region: place } of found) {
    const key = mediaKey({ media: { mediaId: media.mediaId }, region: place });
    const before = first.get(key);
    if (before !== undefined) problems.push(twiceProblem(entry, before));
    first.set(key, before ?? entry);
  }
  return { found, problems };
}

async function resolveOne(
  entry: ManifestEntry,
  service: Pick<MediaService, "findMedia" | "findMediaByFile">,
  defaultRegion: string,
): Promise<ResolvedEntry | ManifestProblem> {
  const region = entry.region ?? defaultRegion;
  try {
    return { entry, media: await lookUpMedia(service, region, entry.media), region };
  } catch (error) {
    const isMissing = error instanceof MediaNotFoundError || error instanceof NoMediaOfFileError;
    if (!isMissing) throw error;
    return { ...entry.position, message: error.message };
  }
}
