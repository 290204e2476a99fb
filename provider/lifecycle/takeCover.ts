import { CallError, MediaNotFoundError } from "../mps/errors";
import type { Media } from "../mps/media";
import { isSameCover } from "../cover/coverUrl";
import type { Ports } from "./ports";
import { type Inputs, resourceId } from "./resource";

/** Which cover of which media. */
export type Cover = Pick<Inputs, "region" | "mediaId" | "coverUrl">;

/**
 * Sees to it that a media has a cover: looks first, and writes only where it differs.
 *
 * @param noteBefore Hears how the media was before, also when setting the cover then fails: the call may have had effect.
 * @returns The media as it was before.
 * @throws MediaNotFoundError, and everything that the client throws.
 */
export async function takeCover(
  ports: Ports,
  cover: Cover,
  noteBefore: (before: Media) => void = () => {},
): Promise<Media> {
  const { region, mediaId, coverUrl } = cover;
  const { service, held, locks } = ports;
  return locks.hold(resourceId(cover), async () => {
    const before = await service.findMedia(region, mediaId);
    if (before === undefined) throw new MediaNotFoundError(region, mediaId);
    noteBefore(before);
    if (!isSameCover(coverUrl, before.coverUrl)) await setCover();
    held.add(resourceId(cover));
    return before;
  });

  async function setCover(): Promise<void> {
    try {
      await service.setCover(region, mediaId, coverUrl);
    } catch (error) {
      // A failure here would forget what the cover was before.
      const mayBeSet = error instanceof CallError && error.mayHaveHadEffect;
      if (!mayBeSet || !(await hasCover())) throw error;
    }
  }

  async function hasCover(): Promise<boolean> {
    const after = await service.findMedia(region, mediaId).catch(() => undefined);
    return after !== undefined && isSameCover(coverUrl, after.coverUrl);
  }
}
