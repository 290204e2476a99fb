import type { MediaService } from "../mps/client";
import { MediaNotFoundError, NoMediaOfFileError } from "../mps/errors";
import type { Media } from "../mps/media";
import { candidateFileUrls } from "../cover/mediaFile";

/** What a media is known by: its id, or its source file. */
export type MediaReference = { mediaId: string } | { file: string };

/**
 * Finds a media. All that are looked up at the same time travel together, ten a call.
 *
 * @throws MediaNotFoundError, NoMediaOfFileError, and everything that the client throws.
 */
export async function lookUpMedia(
  service: Pick<MediaService, "findMedia" | "findMediaByFile">,
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
