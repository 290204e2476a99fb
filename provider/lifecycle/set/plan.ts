import { isSameCover } from "../../cover/coverUrl";
import type { SetOutputs } from "./resource";

/** What has to be done to come from recorded covers to wanted ones. */
export interface Plan {
  /** Media whose cover is new or another one, or failed in the last run. */
  take: string[];
  /** Media whose cover is not in the set any more. */
  release: string[];
}

/**
 * The keyed difference. URLs are equal when they differ in spelling only. What failed is looked at again, also where the
 * program went back to the cover that is recorded: the call that failed may have had effect.
 *
 * @param wanted Values that are not a text are not known yet, and count as another one.
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
