/**
 * What a picture may be to become a cover, unless the caller says otherwise. MPS documents no bounds; these are choices that
 * refuse what is surely a mistake.
 */
export const pictureLimits = {
  /**
   * What image processing of OSS takes at most, so that pages can ask it for smaller forms of the cover (OSS developer guide,
   * "Image processing": "the size of the source image cannot exceed 20 MB").
   */
  maxBytes: 20 * 1024 * 1024,
  /** Less is no cover, but a counting pixel or an icon. */
  minSidePixels: 16,
  /** More than any screen has; the formats themselves end at 16,383 (WebP) and 65,535 (JPEG). */
  maxSidePixels: 8192,
} as const;
