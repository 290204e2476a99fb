import * as pulumi from "@pulumi/pulumi";
import { checkCoverUrl, type OnDelete } from "../../cover/rules";
import { guardInput } from "../internal/guardInputs";
import type { MediaCoverArgs } from "../mediaCover";
import { packagedOptions } from "./options";

/**
 * The cover (thumbnail) of one video of ApsaraVideo Media Processing, through the packaged provider: see the class of the
 * same name of `pulumi-mediacover`. It can be imported besides.
 *
 * @example Taking over a cover that is there, with what Pulumi calls an import
 * ```ts
 * new MediaCover("trailer", { mediaId, coverUrl }, { import: "cn-hangzhou/6cc3aa66d1cb4bb2adf14e726c0a0001" });
 * ```
 */
export class MediaCover extends pulumi.CustomResource {
  /** @internal */
  static readonly __pulumiType = "mediacover:index:MediaCover";

  /** The video's id. */
  declare readonly mediaId: pulumi.Output<string>;
  /** The cover's URL in canonical form. */
  declare readonly coverUrl: pulumi.Output<string>;
  /** The video's region. */
  declare readonly region: pulumi.Output<string>;
  /** What deleting the resource does. */
  declare readonly onDelete: pulumi.Output<OnDelete>;
  /** The cover that the video had when it was first managed; empty for none. */
  declare readonly previousCoverUrl: pulumi.Output<string>;
  /** The video's title; empty for none. */
  declare readonly title: pulumi.Output<string>;
  /** Where the video's source file is. */
  declare readonly fileUrl: pulumi.Output<string>;

  /**
   * The cover that a video has now, without managing it. A video that does not exist is an error.
   *
   * @param name The resource's name in the program.
   * @param id `<region>/<mediaId>`.
   */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): MediaCover {
    return new MediaCover(name, undefined, { ...opts, id });
  }

  /** Whether an object is a MediaCover, also one of another copy of this package. */
  static override isInstance(candidate: unknown): candidate is MediaCover {
    return (
      typeof candidate === "object" &&
      candidate !== null &&
      "__pulumiType" in candidate &&
      candidate.__pulumiType === MediaCover.__pulumiType
    );
  }

  /**
   * @param name The resource's name in the program; a new name is a new resource, unless `aliases` names the old one.
   * @param opts `deleteBeforeReplace` is true by default: the other order would let the deletion of the old resource
   * undo the new one's cover.
   * @throws Error for another package's provider.
   */
  constructor(name: string, args: MediaCoverArgs, opts?: pulumi.CustomResourceOptions);
  /** @internal */
  constructor(name: string, args: MediaCoverArgs | undefined, opts?: pulumi.CustomResourceOptions);
  constructor(name: string, args: MediaCoverArgs | undefined, opts: pulumi.CustomResourceOptions = {}) {
    super(
      MediaCover.__pulumiType,
      name,
      {
        ...noOutputsYet,
        ...args,
        ...(args && { coverUrl: guardInput(`MediaCover "${name}": coverUrl`, args.coverUrl, checkCoverUrl) }),
      },
      packagedOptions(name, opts, "pulumi-nodejs:dynamic/mediacover:MediaCover"),
    );
  }
}

/** Every output must be named, or it would not exist on the resource. */
const noOutputsYet = {
  mediaId: undefined,
  coverUrl: undefined,
  region: undefined,
  onDelete: undefined,
  previousCoverUrl: undefined,
  title: undefined,
  fileUrl: undefined,
};
