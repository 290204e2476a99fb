import type { Action } from "./action";
import { findMedia } from "./findMedia";
import { requiredList } from "./parameters";

/**
 * DeleteMedia: marks up to ten videos as deleted; their files stay. All of them, or none if one cannot be
 * deleted.
 */
export const deleteMedia: Action = (context) => {
  const mediaIds = new Set(requiredList(context, "MediaIds"));
  const found = [...mediaIds].flatMap((mediaId) => findMedia(context, mediaId, "MediaIds") ?? []);
  for (const media of found) {
    context.media.write({ ...media, publishState: "Deleted" });
  }
  return {};
};
