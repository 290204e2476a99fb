import type { Result } from "../cover/problem";
import { type CheckResult, checkArguments } from "./checkArguments";
import { checkCoverUrl, checkMediaId, checkOnDelete, checkRegion } from "../cover/rules";

/**
 * Validates the arguments of a MediaCover and completes them: the URL in canonical form, the defaults of region and onDelete
 * filled in. Never throws.
 *
 * @param news The arguments as the program passes them.
 * @param defaultRegion The region if the arguments name none, or the reason why there is none.
 */
export function check(news: Readonly<Record<string, unknown>>, defaultRegion: Result<string>): CheckResult {
  return checkArguments("MediaCover", news, {
    mediaId: checkMediaId,
    coverUrl: checkCoverUrl,
    region: (value) => checkRegion(value, defaultRegion),
    onDelete: checkOnDelete,
  });
}
