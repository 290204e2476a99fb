import { isSameCover } from "../../cover/liveCoverUrl";
import type { SetOutputs } from "./resource";

/** The difference between recorded and wanted covers. */
export interface Plan {
  /** Videos whose cover is new, has changed, or failed in the last run. */
  take: string[];
  /** Videos whose cover has left the set. */
  release: string[];
}

/**
 * Compares covers entry by entry. Equivalent spellings of a URL are equal. A cover that failed is taken again even if the
 * program has returned to the recorded URL, because the failed call may have taken effect.
 *
 * @param wanted A value that is not a string is unknown, and counts as changed.
 */
export function planChanges(
  { covers, failures }: Pick<SetOutputs, "covers" | "failures">,
  wanted: Readonly<Record<string, unknown>>,
): Plan {
  const failed = new Set(failures.flatMap(({ mediaIds }) => mediaIds));
  const isAsWanted = (mediaId: string): boolean => {
    const [known, next] = [covers[mediaId], wanted[mediaId]];
    if (known === undefined || typeof next !== "string" || failed.has(mediaId)) return false;
    return isSameCover(next, known);
  };
  return {
    take: Object.keys(wanted).filter((mediaId) => !isAsWanted(mediaId)),
    release: Object.keys(covers).filter((mediaId) => !Object.hasOwn(wanted, mediaId)),
  };
}
