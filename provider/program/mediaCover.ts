/** Runs in the user's program: the resources that it declares, and the functions that it calls. */

import * as pulumi from "@pulumi/pulumi";
import provider = require("pulumi-mediacover/provider.js");
import { valid } from "../cover/problem";
import { checkCoverUrl, checkMediaId, checkOnDelete, checkRegion, type OnDelete } from "../cover/rules";
import { claimVideo } from "./internal/claims";
import { findExplicitProvider } from "./internal/explicitProvider";
import { guardInput } from "./internal/guardInputs";
import { requireInstallation } from "./internal/installation";

/** The arguments of a {@link MediaCover}. */
export interface MediaCoverArgs {
  /**
   * The video whose cover this is, by its id: 32 characters of `0-9a-f`, as AddMedia or the console shows them. A change replaces
   * the resource.
   */
  mediaId: pulumi.Input<string>;
  /**
   * The picture: an absolute `http:` URL (the service does not take `https:`) without user, query or fragment, at most
   * 3,200 bytes long after percent-encoding. Blanks and other characters may stand as they are; the URL is stored and
   * sent in canonical form, and spelling alone never makes an update.
   */
  coverUrl: pulumi.Input<string>;
  /**
   * The region where the video is. Default: `alicloud:region` of the stack's configuration, then `ALICLOUD_REGION`, then
   * `ALIBABA_CLOUD_REGION`, then the region of the chosen profile. A change replaces the resource.
   */
  region?: pulumi.Input<string>;
  /**
   * What becomes of the cover when the resource is deleted: `"retain"` (default) leaves it, `"restore"` puts back the one
   * that the video had before, if the live one is still ours.
   */
  onDelete?: pulumi.Input<OnDelete>;
}

/**
 * The cover (thumbnail) of one video of ApsaraVideo Media Processing.
 *
 * Creating it on a video that has a cover already adopts that: the cover is changed only where it differs.
 *
 * @example A cover by its URL
 * ```ts
 * new MediaCover("trailer", {
 *   mediaId: "6cc3aa66d1cb4bb2adf14e726c0a0001",
 *   coverUrl: "http://covers.oss-cn-hangzhou.aliyuncs.com/trailer.jpg",
 * });
 * ```
 *
 * @example A picture from a bucket of the same program
 * ```ts
 * const picture = new alicloud.oss.BucketObject("picture", { bucket: bucket.bucket, key: "trailer.jpg", source: "trailer.jpg" });
 * new MediaCover("trailer", {
 *   mediaId,
 *   coverUrl: pulumi.interpolate`http://${bucket.bucket}.oss-cn-hangzhou.aliyuncs.com/${picture.key}`,
 * });
 * ```
 *
 * @example In another region, and put back as it was by destroy
 * ```ts
 * new MediaCover("trailer-sg", { mediaId, coverUrl, region: "ap-southeast-1", onDelete: "restore" });
 * ```
 *
 * @example In another account
 * ```ts
 * const studio = new Provider("studio", { profile: "studio", region: "ap-southeast-1" });
 * new MediaCover("trailer-studio", { mediaId, coverUrl }, { provider: studio });
 * ```
 *
 * @example The cover that is there, without managing it
 * ```ts
 * export const cover = MediaCover.get("trailer", "cn-hangzhou/6cc3aa66d1cb4bb2adf14e726c0a0001").coverUrl;
 * ```
 */
export class MediaCover extends pulumi.dynamic.Resource {
  /** @internal */
  static readonly __pulumiType = "pulumi-nodejs:dynamic/mediacover:MediaCover";

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
   * @throws Error when the program manages the same video twice (with the same provider), for the option `import`, for
   * another package's provider, and where the program's folder does not have this package among its dependencies.
   */
  constructor(name: string, args: MediaCoverArgs, opts?: pulumi.CustomResourceOptions);
  /** @internal */
  constructor(name: string, args: MediaCoverArgs | undefined, opts?: pulumi.CustomResourceOptions);
  constructor(name: string, args: MediaCoverArgs | undefined, opts: pulumi.CustomResourceOptions = {}) {
    if (opts.import !== undefined) throw new Error(importIsNotPossible(name));
    requireInstallation(`MediaCover "${name}"`);
    const explicit = findExplicitProvider(`"${name}"`, opts);
    // The SDK reads this list once the arguments are known. By then, a secret URL has added to it.
    const additionalSecretOutputs = [...(opts.additionalSecretOutputs ?? [])];
    const guarded =
      args && guardArguments(name, args, () => additionalSecretOutputs.push("previousCoverUrl"));
    const claimed =
      guarded && opts.id === undefined ? { mediaId: claimVideo(name, guarded, explicit) } : undefined;
    super(
      provider,
      name,
      { ...noOutputsYet, ...args, ...guarded, ...claimed },
      {
        ...opts,
        additionalSecretOutputs,
        // What the packaged provider calls it: a stack that comes from there keeps its resources.
        aliases: [...(opts.aliases ?? []), { type: "mediacover:index:MediaCover" }],
        deleteBeforeReplace: opts.deleteBeforeReplace ?? true,
      },
      // FROZEN: module and type are part of every resource's URN in users' states.
      "mediacover",
      "MediaCover",
    );
  }
}

function guardArguments(name: string, args: MediaCoverArgs, onSecretUrl: () => void) {
  const subject = (argument: keyof MediaCoverArgs): string => `MediaCover "${name}": ${argument}`;
  return {
    mediaId: guardInput(subject("mediaId"), args.mediaId, checkMediaId),
    coverUrl: guardInput(subject("coverUrl"), args.coverUrl, checkCoverUrl, onSecretUrl),
    region: guardInput(subject("region"), args.region, (region) => checkRegion(region, valid(""))),
    onDelete: guardInput(subject("onDelete"), args.onDelete, checkOnDelete),
  };
}

/** What Pulumi itself would say is that "code must be a string, not undefined". */
function importIsNotPossible(name: string): string {
  return `MediaCover "${name}": Pulumi cannot import dynamic resources; leave out the import option, as pulumi up adopts the cover that is there`;
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
