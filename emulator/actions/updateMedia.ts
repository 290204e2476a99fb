import type { Action } from "./action";
import { findMedia } from "./findMedia";
import { mediaAttributes } from "./mediaAttributes";
import { mediaView } from "./mediaView";
import { requiredParameter } from "./parameters";

/**
 * UpdateMedia: replaces all attributes of a video. Whatever the call leaves out, the cover included, is
 * cleared.
 */
export const updateMedia: Action = (context) => {
  const mediaId = requiredParameter(context, "MediaId");
  const attributes = mediaAttributes(context);
  const media = findMedia(context, mediaId, "MediaId");
  if (media === undefined) {
    return {};
  }
  const updated = { ...media, ...attributes };
  context.media.write(updated);
  return { Media: mediaView(updated) };
};
