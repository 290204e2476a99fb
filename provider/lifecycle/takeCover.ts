import { CallError, MediaNotFoundError } from "../mps/errors";
import type { Media } from "../mps/media";
import { isSameCover } from "../cover/liveCoverUrl";
import type { Ports } from "./ports";
import type { Inputs } from "./resource";
import { resourceId } from "./resourceId";

/** A cover, and the video that it belongs to. */
export type Cover = Pick<Inputs, "region" | "mediaId" | "coverUrl">;

/**
 * Makes sure that a video has a cover: reads the live one, and writes only if it differs.
 *
 * @param onFound Called with the video as it was before, also if setting the cover then fails: the call may have taken
 * effect.
 * @returns The video as it was before.
 * @throws MediaNotFoundError, and everything that the client throws.
 */
export async function takeCover(
  ports: Ports,
  cover: Cover,
  onFound: (before: Media) => void = () => {},
): Promise<Media> {
  const { region, mediaId, coverUrl } = cover;
  const { service, held, locks } = ports;
  return locks.hold(resourceId(cover), async () => {
    const before = await service.findMedia(region, mediaId);
    if (before === undefined) throw new MediaNotFoundError(region, mediaId);
    onFound(before);
    if (!isSameCover(coverUrl, before.coverUrl)) await setCover();
    held.add(resourceId(cover));
    return before;
  });

  async function setCover(): Promise<void> {
    try {
      await service.setCover(region, mediaId, coverUrl);
    } catch (error) {
      // Failing here would lose the previous cover.
      const mayBeSet = error instanceof CallError && error.mayHaveHadEffect;
      if (!mayBeSet || !(await hasCover())) throw error;
    }
  }

  async function hasCover(): Promise<boolean> {
    const after = await service.findMedia(region, mediaId).catch(() => undefined);
    return after !== undefined && isSameCover(coverUrl, after.coverUrl);
  }
}
