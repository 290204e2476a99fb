/**
 * The service's limits for cover URLs and media ids.
 *
 * Source of all rows: the API reference of ApsaraVideo Media Processing, version 2014-06-18 (UpdateMediaCover).
 */
export const coverLimits = {
  /** Longest cover URL, in bytes of UTF-8, as it is sent (after percent-encoding). */
  maxCoverUrlBytes: 3200,
  /** Characters in a media id, each of `0-9a-f`. */
  mediaIdLength: 32,
} as const;
