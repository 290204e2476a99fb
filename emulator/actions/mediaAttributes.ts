import { limits } from "../limits";
import type { Media } from "../media/media";
import type { ActionContext } from "./action";
import { acceptCoverUrl } from "./coverUrl";
import { optionalInteger, optionalTags, optionalText } from "./parameters";

/**
 * The attributes that AddMedia and UpdateMedia take; undefined for each that is left out.
 *
 * @throws ServiceError one of `InvalidParameter` and its kind
 */
export function mediaAttributes(
  context: ActionContext,
): Pick<Media, "title" | "description" | "cover" | "categoryId" | "tags"> {
  const cover = context.parameters.get("CoverURL") || undefined;
  return {
    title: optionalText(context, "Title", limits.titleBytes),
    description: optionalText(context, "Description", limits.descriptionBytes),
    cover: cover === undefined ? undefined : acceptCoverUrl(cover, context.behaviour),
    categoryId: optionalInteger(context, "CateId", { min: 0, max: Infinity }),
    tags: optionalTags(context),
  };
}
