import type { Action } from "./action";
import { findMedia } from "./findMedia";
import { optionalBoolean, requiredParameter } from "./parameters";

/** UpdateMediaPublishState: publishes a video or takes it back. */
export const updateMediaPublishState: Action = (context) => {
  const mediaId = requiredParameter(context, "MediaId");
  requiredParameter(context, "Publish");
  const publishState = optionalBoolean(context, "Publish") === true ? "Published" : "UnPublish";
  const media = findMedia(context, mediaId, "MediaId");
  if (media !== undefined) {
    context.media.write({ ...media, publishState });
  }
  return {};
};
