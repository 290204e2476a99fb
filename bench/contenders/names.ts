/** Who is measured, in this order. */
export const contenderNames = [
  "sdk-1",
  "sdk-4",
  "sdk-100",
  "documented-provider",
  "media-cover",
  "media-cover-set",
  "packaged-set",
] as const;

/** One of {@link contenderNames}. */
export type ContenderName = (typeof contenderNames)[number];
