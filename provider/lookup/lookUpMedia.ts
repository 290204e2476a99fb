import { candidateFileUrls } from "../cover/mediaFile";
import { invalid, type Result, valid } from "../cover/problem";
import type { MediaService } from "../mps/client";
import { MediaNotFoundError, NoMediaOfFileError } from "../mps/errors";
import type { Media } from "../mps/media";

/** What a media is known by: its id, or its source file. */
export type MediaReference = { mediaId: string } | { file: string };

/** The part of the service that answers lookups. */
export type MediaFinder = Pick<MediaService, "findMedia" | "findMediaByFile">;

/** A video that was looked up. */
export type { Media };

/**
 * Finds a media. All that are looked up at the same time travel together, ten a call.
 *
 * @throws MediaNotFoundError, NoMediaOfFileError, and everything that the client throws.
 */
export async function lookUpMedia(
  service: MediaFinder,
  region: string,
  reference: MediaReference,
): Promise<Media> {
  if ("mediaId" in reference) {
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
