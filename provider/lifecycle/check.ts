import type { Result } from "../cover/problem";
import { type CheckResult, checkArguments } from "./checkArguments";
import { checkCoverUrl, checkMediaId, checkOnDelete, checkRegion } from "../cover/rules";

/**
 * Validates the arguments of a MediaCover and completes them: the URL in canonical form, the region's and onDelete's
 * defaults filled in. Never throws.
 *
 * @param news The arguments as the program gave them.
 */
export function check(news: Readonly<Record<string, unknown>>, defaultRegion: Result<string>): CheckResult {
  return checkArguments("MediaCover", news, {
    mediaId: checkMediaId,
    coverUrl: checkCoverUrl,
    region: (value) => checkRegion(value, defaultRegion),
    onDelete: checkOnDelete,
  });
}
