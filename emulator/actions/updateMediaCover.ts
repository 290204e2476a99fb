import { serviceError } from "../serviceError";
import type { Action, ActionContext } from "./action";
import { acceptCoverUrl } from "./coverUrl";
import { findMedia } from "./findMedia";
import { requiredParameter } from "./parameters";

/** UpdateMediaCover: sets the cover of a video. Answers nothing but the request's id. */
export const updateMediaCover: Action = (context) => {
  const mediaId = requiredParameter(context, "MediaId");
  const change = coverChange(context);
  const media = findMedia(context, mediaId, "MediaId");
  if (media !== undefined && change !== undefined) {
    context.media.write({ ...media, ...change });
  }
  return {};
};

/** The cover to set, which may be none; undefined if there is nothing to do. */
function coverChange({ parameters, behaviour }: ActionContext): { cover: string | undefined } | undefined {
  const url = parameters.get("CoverURL");
  if (url !== undefined && url !== "") {
    return { cover: acceptCoverUrl(url, behaviour) };
  }
  const whatToDo = url === undefined ? behaviour.omittedCoverUrl : behaviour.emptyCoverUrl;
  if (whatToDo === "error") {
    const code = url === undefined ? "InvalidParameter.NullValue" : "InvalidParameter.EmptyValue";
    throw serviceError(code, "CoverURL");
  }
  return whatToDo === "clear" ? { cover: undefined } : undefined;
}
