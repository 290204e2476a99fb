import { CallError, MediaNotFoundError } from "../mps/errors";
import { isSameCover } from "../cover/coverUrl";
import type { Ports } from "./ports";
import { resourceId } from "./resource";
import type { Cover } from "./takeCover";

/**
 * Puts back the cover that a media had before it was managed, if the live one is still ours. A media that is gone is a
 * success. A cover that this process set or adopted stays: its resource was renamed, or moved to another one.
 *
 * @param previousCoverUrl Empty for none.
 * @throws CallError, CredentialsError, ConfigurationError
 */
export async function releaseCover(ports: Ports, cover: Cover, previousCoverUrl: string): Promise<void> {
  const { region, mediaId, coverUrl } = cover;
  const { service, log, held, locks } = ports;
  await locks.hold(resourceId(cover), async () => {
    if (held.has(resourceId(cover))) return;
    const media = await service.findMedia(region, mediaId);
    if (media === undefined || !isSameCover(coverUrl, media.coverUrl)) return;
    if (isSameCover(previousCoverUrl, media.coverUrl)) return;
    await putBack();
  });

  async function putBack(): Promise<void> {
    try {
      await service.setCover(region, mediaId, previousCoverUrl);
    } catch (error) {
      if (error instanceof MediaNotFoundError) return;
      const isRefused = error instanceof CallError && error.isAboutValue;
      if (previousCoverUrl !== "" || !isRefused) throw error;
    }
    if (previousCoverUrl !== "") return;

    // That an empty URL takes a cover away is not documented, so look.
    const after = await service.findMedia(region, mediaId);
    if (after !== undefined && after.coverUrl !== "") {
      log.warn(
        `media ${mediaId} in ${region} had no cover before, and the service gives no way back to none: its cover stays`,
      );
    }
  }
}
