import { mediaIdPattern, type Media } from "../media/media";
import { serviceError } from "../serviceError";
import type { ActionContext } from "./action";

/**
 * The video that an update or delete is about.
 *
 * @param parameter the name of the parameter that holds the id, for the error's message
 * @returns undefined if there is none and `behaviour.unknownMedia` says to ignore that
 * @throws ServiceError as the behaviour says for a malformed id, a video that never was, and a deleted one
 */
export function findMedia(context: ActionContext, mediaId: string, parameter: string): Media | undefined {
  const { behaviour, media, region } = context;
  if (!mediaIdPattern.test(mediaId)) {
    throw serviceError(behaviour.malformedMediaIdInUpdates, parameter);
  }
  const found = media.current(region, mediaId);
  if (found === undefined) {
    if (behaviour.unknownMedia === "ignore") {
      return undefined;
    }
    throw serviceError(behaviour.unknownMedia, parameter);
  }
  if (found.publishState === "Deleted") {
    throw serviceError(behaviour.deletedMediaInUpdates, parameter);
  }
  return found;
}
