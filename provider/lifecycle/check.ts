import { type CheckResult, checkArguments, single } from "./checkArguments";
import { checkCoverUrl, checkMediaId, checkOnDelete, checkRegion, type DefaultRegion } from "../cover/rules";

/**
 * Validates the arguments of a MediaCover and completes them: the URL in canonical form, the region's and onDelete's
 * defaults filled in. Never throws.
 *
 * @param news The arguments as the program gave them.
 */
export function check(news: Readonly<Record<string, unknown>>, defaultRegion: DefaultRegion): CheckResult {
  return checkArguments("MediaCover", news, {
    mediaId: single("mediaId", checkMediaId),
    coverUrl: single("coverUrl", checkCoverUrl),
    region: single("region", (value) => checkRegion(value, defaultRegion)),
    onDelete: single("onDelete", checkOnDelete),
  });
}
