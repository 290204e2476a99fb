import { CallError, MediaNotFoundError, ServiceError } from "../mps/errors";
import { isSameCover } from "./coverUrl";
import type { Ports } from "./ports";
import { readOutputs } from "./resource";

/**
 * Ends the management of a cover, as `onDelete` says: leaves it (no call at all), or puts back the one that was there
 * before, if the live one is still ours. A media that is gone is a success.
 *
 * @param olds Recorded outputs.
 * @throws CallError, CredentialsError, ConfigurationError
 */
export async function remove({ service, log, created }: Ports, id: string, olds: unknown): Promise<void> {
  const { region, mediaId, coverUrl, previousCoverUrl, onDelete } = readOutputs(olds);
  if (onDelete === "retain" || created.has(id)) return;

  const media = await service.findMedia(region, mediaId);
  if (media === undefined || !isSameCover(coverUrl, media.coverUrl)) return;
  if (isSameCover(previousCoverUrl, media.coverUrl)) return;
  try {
    await service.setCover(region, mediaId, previousCoverUrl);
  } catch (error) {
    if (error instanceof MediaNotFoundError) return;
    if (previousCoverUrl !== "" || !isRefusedValue(error)) throw error;
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

function isRefusedValue(error: unknown): boolean {
  return error instanceof CallError && error.cause instanceof ServiceError && error.cause.isAboutValue;
}
