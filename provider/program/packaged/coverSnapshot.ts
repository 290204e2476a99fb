import * as pulumi from "@pulumi/pulumi";
import { type CoverSnapshotArgs, requireNoLookup } from "../coverSnapshot";
import { packagedOptions } from "./options";

/**
 * A frame of a video as a picture in an OSS bucket, through the packaged provider: see the class of the same name of
 * `pulumi-mediacover`.
 */
export class CoverSnapshot extends pulumi.CustomResource {
  /** @internal */
  static readonly __pulumiType = "mediacover:index:CoverSnapshot";

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
   * @throws Error for the options `import` and `id`, and for another package's provider.
   */
  constructor(name: string, args: CoverSnapshotArgs, opts: pulumi.CustomResourceOptions = {}) {
    requireNoLookup(name, opts);
    super(
      CoverSnapshot.__pulumiType,
      name,
      { ...noOutputsYet, ...args },
      packagedOptions(name, opts, "pulumi-nodejs:dynamic/mediacover:CoverSnapshot"),
    );
  }
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
