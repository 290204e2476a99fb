import { candidateFileUrls } from "../cover/mediaFile";
import { invalid, type Result, valid } from "../cover/problem";
import type { MediaService } from "../mps/client";
import { MediaNotFoundError, NoMediaOfFileError } from "../mps/errors";
import type { Media } from "../mps/media";

/** What a video is known by: its id, or its source file. The keys are those of a manifest, whose entries programs read. */
export type MediaReference = { mediaId: string } | { file: string };

/** Whether a video is known by its id. The one place that tells references apart by their key. */
export const isById = (reference: MediaReference): reference is { mediaId: string } => "mediaId" in reference;

/** The id, or the file, as it is written. */
export const describeReference = (reference: MediaReference): string =>
  isById(reference) ? reference.mediaId : reference.file;

/** The part of the service that answers lookups. */
export type MediaFinder = Pick<MediaService, "findMedia" | "findMediaByFile">;

/** A video that was looked up. */
export type { Media };

/**
 * Finds a video. Videos that are looked up at the same time share calls, ten in each.
 *
 * @throws MediaNotFoundError, NoMediaOfFileError, and everything that the client throws.
 */
export async function lookUpMedia(
  service: MediaFinder,
  region: string,
  reference: MediaReference,
): Promise<Media> {
  if (isById(reference)) {
    const media = await service.findMedia(region, reference.mediaId);
    if (media === undefined) throw new MediaNotFoundError(region, reference.mediaId);
    return media;
  }
  for (const fileUrl of candidateFileUrls(reference.file, region)) {
    const media = await service.findMediaByFile(region, fileUrl);
    if (media !== undefined) return media;
  }
  throw new NoMediaOfFileError(region, reference.file);
}

/**
 * Finds a video like `lookUpMedia`, but one that does not exist is a problem, not an error.
 *
 * @throws everything that the client throws.
 */
export async function tryLookUpMedia(
  service: MediaFinder,
  region: string,
  reference: MediaReference,
): Promise<Result<Media>> {
  try {
    return valid(await lookUpMedia(service, region, reference));
  } catch (error) {
    const isMissing = error instanceof MediaNotFoundError || error instanceof NoMediaOfFileError;
    if (!isMissing) throw error;
    return invalid(error.message);
  }
}
