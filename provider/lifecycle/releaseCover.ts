import { CallError, MediaNotFoundError } from "../mps/errors";
import { isSameCover } from "../cover/liveCoverUrl";
import type { Ports } from "./ports";
import { resourceId } from "./resourceId";
import type { Cover } from "./takeCover";

/**
 * Puts back the cover that a video had before it was managed, unless somebody else has changed the live one. Succeeds if the
 * video is gone. A cover in `Ports.held` stays: its resource was renamed, or another resource manages it now.
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

    // It is not documented that an empty URL removes a cover, so look.
    const after = await service.findMedia(region, mediaId);
    if (after !== undefined && after.coverUrl !== "") {
      log.warn(
        `video ${mediaId} in ${region} had no cover before, and the service cannot remove one: its cover stays`,
      );
    }
  }
}
