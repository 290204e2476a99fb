import { CallError, MediaNotFoundError } from "../mps/errors";
import type { Media } from "../mps/mediaReader";
import { isSameCover } from "./coverUrl";
import type { Ports } from "./ports";
import type { Inputs } from "./resource";

/**
 * Sees to it that a media has a cover: looks first, and writes only where it differs.
 *
 * @returns The media as it was before.
 * @throws MediaNotFoundError, and everything that the client throws.
 */
export async function ensureCover(
  { service }: Ports,
  { region, mediaId, coverUrl }: Pick<Inputs, "region" | "mediaId" | "coverUrl">,
): Promise<Media> {
  const before = await service.findMedia(region, mediaId);
  if (before === undefined) throw new MediaNotFoundError(region, mediaId);
  if (isSameCover(coverUrl, before.coverUrl)) return before;
  try {
    await service.setCover(region, mediaId, coverUrl);
  } catch (error) {
    // When all answers were lost the work may be done. A failure here would forget what the cover was before.
    const answersWereLost = error instanceof CallError && error.cause.retry === "network";
    if (!answersWereLost || !(await hasCover())) throw error;
  }
  return before;

  async function hasCover(): Promise<boolean> {
    const after = await service.findMedia(region, mediaId).catch(() => undefined);
    return after !== undefined && isSameCover(coverUrl, after.coverUrl);
  }
}
