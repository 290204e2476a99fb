import { z } from "zod";

/** How a video's id is written: 32 lower-case hexadecimal characters. */
export const mediaIdPattern = /^[0-9a-f]{32}$/;

/** Whether a video is published; `Deleted` is what DeleteMedia leaves behind. */
export type PublishState = "Initiated" | "UnPublish" | "Published" | "Deleted";

/** One video known to the service. Optional members are absent when unset, never empty. */
export interface Media {
  /** 32 characters of [0-9a-f]; unique in its region. */
  mediaId: string;
  /** The region it lives in. It does not exist in other regions. */
  region: string;
  /** Where its input file is. One video has one file, and one file (in a region) one video. */
  fileUrl: string;
  title?: string | undefined;
  description?: string | undefined;
  /** The URL of its cover (thumbnail). */
  cover?: string | undefined;
  categoryId?: number | undefined;
  tags?: readonly string[] | undefined;
  publishState: PublishState;
  /** How long it plays, where it was analysed. */
  durationSeconds?: number | undefined;
  /** How large its input file is, where it was analysed. */
  sizeBytes?: number | undefined;
  /** What snapshot jobs find in its input file. */
  video?: VideoSeed | undefined;
  /** ISO 8601, UTC, in seconds. */
  creationTime: string;
}

/**
 * An initial video, as in a seed file. Other members are ignored, so a catalogue of covers can be used unchanged: its
 * `coverUrl` is the cover that somebody *wants* to set; the one that the video has is `cover`.
 */
export interface MediaSeed {
  /** 32 characters of [0-9a-f]. */
  mediaId: string;
  /** Default: the emulator's default region. */
  region?: string | undefined;
  /** Default: a made-up OSS URL with the video's id. */
  fileUrl?: string | undefined;
  title?: string | undefined;
  description?: string | undefined;
  /** The cover that the video has already, stored as it is. Default none. */
  cover?: string | undefined;
  categoryId?: number | undefined;
  tags?: readonly string[] | undefined;
  /** Default `Published`. */
  publishState?: PublishState | undefined;
  /** How long it plays. Default: was never analysed; snapshot jobs then find ten minutes. */
  durationSeconds?: number | undefined;
  /** How large its input file is. Default: was never analysed. */
  sizeBytes?: number | undefined;
  /** What snapshot jobs find in its input file. */
  video?: VideoSeed | undefined;
  /** ISO 8601. Default: now. */
  creationTime?: string | undefined;
}

/** What snapshot jobs find in a video file. */
export interface VideoSeed {
  /** Default 640. */
  widthPixels?: number | undefined;
  /** Default 360. */
  heightPixels?: number | undefined;
  /** Where its key frames are, in ascending order. Default every five seconds. */
  keyFrameSeconds?: readonly number[] | undefined;
  /**
   * How long the service works on a job with it, in milliseconds of the emulator's clock. Default 300. Beyond 5,000 a
   * synchronous job ends with `SnapshotTimeOut`, at once, so that no test has to wait for it.
   */
  snapshotMs?: number | undefined;
  /** Jobs with it fail. Default false. */
  isDamaged?: boolean | undefined;
}

/** How a region is written, e.g. `cn-hangzhou`. */
export const regionPattern = /^[a-z][a-z0-9-]*$/;

const videoSeedSchema = z.object({
  widthPixels: z.int().min(1).max(8192).optional(),
  heightPixels: z.int().min(1).max(8192).optional(),
  keyFrameSeconds: z.array(z.number().min(0)).optional(),
  snapshotMs: z.number().min(0).optional(),
  isDamaged: z.boolean().optional(),
});

/** Parses one entry of a seed. */
export const mediaSeedSchema = z.object({
  mediaId: z.string().regex(mediaIdPattern, "must be 32 characters of [0-9a-f]"),
  region: z.string().regex(regionPattern, "must be a region id such as cn-hangzhou").optional(),
  fileUrl: z.string().min(1).optional(),
  title: z.string().optional(),
  description: z.string().optional(),
  cover: z.string().min(1).optional(),
  categoryId: z.int().min(0).optional(),
  tags: z.array(z.string()).optional(),
  publishState: z.enum(["Initiated", "UnPublish", "Published", "Deleted"]).optional(),
  durationSeconds: z.number().min(0).optional(),
  sizeBytes: z.int().min(0).optional(),
  video: videoSeedSchema.optional(),
  creationTime: z.iso.datetime().optional(),
});

/**
 * Parses one entry of a data file: a seed without defaults, in any region that a request named.
 */
export const mediaSchema = mediaSeedSchema
  .extend({ region: z.string() })
  .required({ fileUrl: true, publishState: true, creationTime: true });

/** Identifies a video among those of all regions. */
export function mediaKey({ region, mediaId }: Pick<Media, "region" | "mediaId">): string {
  return `${region}/${mediaId}`;
}

/** Completes a seed with its defaults. */
export function mediaFromSeed(seed: MediaSeed, defaults: { region: string; now: Date }): Media {
  const region = seed.region ?? defaults.region;
  return {
    ...seed,
    region,
    fileUrl: seed.fileUrl ?? `http://emulator-input.oss-${region}.aliyuncs.com/${seed.mediaId}.mp4`,
    publishState: seed.publishState ?? "Published",
    creationTime: seed.creationTime ?? isoSeconds(defaults.now),
  };
}

/** `2026-01-02T03:04:05Z`: the service writes times in whole seconds. */
export function isoSeconds(date: Date): string {
  return date.toISOString().replace(/\.\d+Z$/, "Z");
}
