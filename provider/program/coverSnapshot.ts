import * as pulumi from "@pulumi/pulumi";
import provider = require("pulumi-mediacover/snapshotProvider.js");
import { checkBucket, readOssAddress } from "../cover/ossObject";
import { type Result, valid } from "../cover/problem";
import { checkMediaId, checkRegion } from "../cover/rules";
import { checkPrefix, checkSnapshotBase, type FrameType } from "../cover/snapshotRules";
import { readSnapshotTime } from "../cover/snapshotTime";
import { findExplicitProvider } from "./internal/explicitProvider";
import { guardInput } from "./internal/guardInputs";
import { requireInstallation } from "./internal/installation";

/** The arguments of a {@link CoverSnapshot}. Give one of `mediaId` and `fileUrl`. */
export interface CoverSnapshotArgs {
  /** The video, by its id: 32 characters of `0-9a-f`. A change replaces the resource. */
  mediaId?: pulumi.Input<string>;
  /**
   * The video, by its source file: `oss://<bucket>/<object>` with the name of the object as it is, or its URL at the bucket's
   * endpoint. The bucket is in the same region. A change replaces the resource.
   */
  fileUrl?: pulumi.Input<string>;
  /**
   * The moment: seconds, or `"12.5s"`, `"1m30s"`, `"00:01:30.500"`, or `"50%"` of the duration where MPS knows it. A time
   * past the end is refused where MPS knows the duration and the video is given by `mediaId`, or the time by `%`.
   */
  time: pulumi.Input<number | string>;
  /** `"normal"` (default) takes the very frame, `"intra"` the nearest key frame, which is quicker. */
  frameType?: pulumi.Input<FrameType>;
  /** 8 to 4,096 pixels. Default: from `height` and the ratio of the video, or as the video. */
  width?: pulumi.Input<number>;
  /** 8 to 4,096 pixels. Default: from `width` and the ratio of the video, or as the video. */
  height?: pulumi.Input<number>;
  /** The OSS bucket that the picture goes to, in the same region. MPS must be allowed to write to it. */
  bucket: pulumi.Input<string>;
  /** Begins the name of the object. Default `covers/`. */
  prefix?: pulumi.Input<string>;
  /**
   * Where `http:` serves the bucket, such as a CDN or a domain of your own. Default: the bucket's public endpoint,
   * `http://<bucket>.oss-<region>.aliyuncs.com/`.
   */
  baseUrl?: pulumi.Input<string>;
  /** The region of the video and of both buckets. Default: as for `MediaCoverArgs.region`. A change replaces the resource. */
  region?: pulumi.Input<string>;
  /** The pipeline of jobs that take long: 32 characters of `0-9a-f`. Default: the choice of MPS. */
  pipelineId?: pulumi.Input<string>;
  /** Any values: a change takes the picture again, at another URL. For a source file that is replaced under the same name. */
  triggers?: pulumi.Input<pulumi.Input<unknown>[]>;
}

/**
 * A frame of a video as a picture in an OSS bucket, taken by ApsaraVideo Media Processing, ready to be a cover.
 *
 * The name of the object is a hash of everything that makes the picture: the same arguments have the same URL, another
 * picture has another one. So a preview knows the URL, and no cache shows an old picture.
 *
 * MPS cannot remove a picture: deleting or changing the resource leaves the object in the bucket.
 *
 * @example The frame at 12.5 s as the cover
 * ```ts
 * const frame = new CoverSnapshot("keynote", { mediaId, time: 12.5, bucket: "covers" });
 * new MediaCover("keynote", { mediaId, coverUrl: frame.coverUrl });
 * ```
 *
 * @example By the source file, 640 pixels wide, behind a domain of your own
 * ```ts
 * new CoverSnapshot("keynote", {
 *   fileUrl: "oss://videos/2026/keynote.mp4",
 *   time: "1m12.5s",
 *   width: 640,
 *   bucket: "covers",
 *   baseUrl: "http://img.example.com/",
 * });
 * ```
 *
 * @example Again whenever the file changes
 * ```ts
 * new CoverSnapshot("keynote", { mediaId, time: "50%", bucket: "covers", triggers: [file.etag] });
 * ```
 */
export class CoverSnapshot extends pulumi.dynamic.Resource {
  /** @internal */
  static readonly __pulumiType = "pulumi-nodejs:dynamic/mediacover:CoverSnapshot";

  /** The URL of the picture, as a cover takes it: `http:`, encoded. */
  declare readonly coverUrl: pulumi.Output<string>;
  /** The bucket of the picture. */
  declare readonly bucket: pulumi.Output<string>;
  /** The name of the picture's object. */
  declare readonly objectKey: pulumi.Output<string>;
  /** The source file of the video. */
  declare readonly fileUrl: pulumi.Output<string>;
  /** The moment of the picture in milliseconds. */
  declare readonly timeMs: pulumi.Output<number>;
  /** The region of the video and of both buckets. */
  declare readonly region: pulumi.Output<string>;

  /** Whether an object is a CoverSnapshot, also one of another copy of this package. */
  static override isInstance(candidate: unknown): candidate is CoverSnapshot {
    return (
      typeof candidate === "object" &&
      candidate !== null &&
      "__pulumiType" in candidate &&
      candidate.__pulumiType === CoverSnapshot.__pulumiType
    );
  }

  /**
   * @param name The resource's name in the program; a new name takes the same picture again, unless `aliases` names the old
   * one.
   * @throws Error for the options `import` and `id`, for another package's provider, and where the program's folder does not
   * have this package among its dependencies.
   */
  constructor(name: string, args: CoverSnapshotArgs, opts: pulumi.CustomResourceOptions = {}) {
    requireNoLookup(name, opts);
    requireInstallation(`CoverSnapshot "${name}"`);
    findExplicitProvider(`"${name}"`, opts);
    super(
      provider,
      name,
      { ...noOutputsYet, ...args, ...(args && guardSnapshot(name, args)) },
      {
        ...opts,
        // What the packaged provider calls it: a stack that comes from there keeps its resources.
        aliases: [...(opts.aliases ?? []), { type: "mediacover:index:CoverSnapshot" }],
      },
      // FROZEN: module and type are part of every resource's URN in users' states.
      "mediacover",
      "CoverSnapshot",
    );
  }
}

/** @throws Error for options that would look a picture up. */
export function requireNoLookup(name: string, { import: imported, id }: pulumi.CustomResourceOptions): void {
  if (imported === undefined && id === undefined) return;
  throw new Error(
    `CoverSnapshot "${name}": a picture cannot be imported or looked up by an id; leave out the option, as pulumi up takes the same picture again`,
  );
}

const guards = {
  mediaId: checkMediaId,
  fileUrl: readOssAddress,
  time: readSnapshotTime,
  bucket: checkBucket,
  prefix: checkPrefix,
  baseUrl: checkSnapshotBase,
  region: (region) => checkRegion(region, valid("")),
} satisfies Partial<Record<keyof CoverSnapshotArgs, (value: unknown) => Result<unknown>>>;

function guardSnapshot(name: string, args: CoverSnapshotArgs): Record<string, unknown> {
  const given: Readonly<Record<string, unknown>> = { ...args };
  return Object.fromEntries(
    Object.entries(guards).map(([argument, check]) => [
      argument,
      guardInput(`CoverSnapshot "${name}": ${argument}`, given[argument], check),
    ]),
  );
}

/** Every output must be named, or it would not exist on the resource. */
const noOutputsYet = {
  coverUrl: undefined,
  bucket: undefined,
  objectKey: undefined,
  fileUrl: undefined,
  timeMs: undefined,
  region: undefined,
};
