import { isSameCover } from "../coverUrl";
import type { Covers } from "./resource";

/** What has to be done to come from recorded covers to wanted ones. */
export interface Plan {
  /** Media whose cover is new or another one. */
  take: string[];
  /** Media whose cover is not managed any more. */
  release: string[];
}

/**
 * The keyed difference. URLs are equal when they differ in spelling only.
 *
 * @param wanted Values that are not a text are not known yet, and count as another one.
 */
export function planChanges(recorded: Covers, wanted: Readonly<Record<string, unknown>>): Plan {
  const isAsWanted = (mediaId: string): boolean => {
    const [known, next] = [recorded[mediaId], wanted[mediaId]];
    return known !== undefined && typeof next === "string" && isSameCover(next, known);
  };
  return {
    take: Object.keys(wanted).filter((mediaId) => !isAsWanted(mediaId)),
    release: Object.keys(recorded).filter((mediaId) => !Object.hasOwn(wanted, mediaId)),
  };
}
