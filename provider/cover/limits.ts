/**
 * What the service allows of a cover and of the id of a video.
 *
 * Source of all rows: the API reference of ApsaraVideo Media Processing, version 2014-06-18 (UpdateMediaCover).
 */
export const coverLimits = {
  /** Longest cover URL, in bytes of UTF-8, as it is sent (after percent-encoding). */
  maxCoverUrlBytes: 3200,
  /** Characters of a media id, each one of `0-9a-f`. */
  mediaIdLength: 32,
} as const;
