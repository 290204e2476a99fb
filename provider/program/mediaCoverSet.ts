import * as pulumi from "@pulumi/pulumi";
import provider = require("pulumi-mediacover/setProvider.js");
import { valid } from "../cover/problem";
import { checkOnDelete, checkRegion, type OnDelete } from "../cover/rules";
import { claimVideos } from "./internal/claims";
import { findExplicitProvider } from "./internal/explicitProvider";
import { guardCovers, guardInput } from "./internal/guardInputs";
import { describeFailures, failedIds, type FailureRecord } from "../lifecycle/set/failures";
import { formatCount } from "../cover/formatCount";
import { requireInstallation } from "./internal/installation";

/** The arguments of a {@link MediaCoverSet}. */
export interface MediaCoverSetArgs {
  /**
   * The picture of each video: the URL by the video's id, each as in {@link MediaCoverArgs}. Empty manages nothing. Any
   * number; tested with 20,000.
   */
  covers: pulumi.Input<Record<string, pulumi.Input<string>>>;
  /**
   * The region where all the videos are. Default: `alicloud:region` of the stack's configuration, then `ALICLOUD_REGION`,
   * then `ALIBABA_CLOUD_REGION`. A change replaces the resource.
   */
  region?: pulumi.Input<string>;
  /**
   * What becomes of a cover when it is taken out of the set, or the set is deleted: `"retain"` (default) leaves it,
   * `"restore"` puts back the one that the video had before, if the live one is still ours. Covers that were in the set
   * before this became `"restore"` stay.
   */
  onDelete?: pulumi.Input<OnDelete>;
}

/**
 * The covers (thumbnails) of many videos of one region, as one resource: for catalogues of hundreds or thousands, where
 * one {@link MediaCover} each would keep Pulumi busy with its own state.
 *
 * Only covers that differ cost a call, and the calls go out just below the account's limit. Covers that fail do not stop
 * the others: `pulumi up` names them and fails, what was done stays done, and the next one does the rest.
 *
 * @example A catalogue from a file
 * ```ts
 * new MediaCoverSet("library", { covers: JSON.parse(readFileSync("covers.json", "utf8")) });
 * ```
 *
 * @example URLs that other resources give
 * ```ts
 * new MediaCoverSet("library", {
 *   covers: { "6cc3aa66d1cb4bb2adf14e726c0a0001": pulumi.interpolate`http://${bucket.extranetEndpoint}/trailer.jpg` },
 * });
 * ```
 *
 * @example In another region, and put back as it was by destroy
 * ```ts
 * new MediaCoverSet("library-sg", { covers, region: "ap-southeast-1", onDelete: "restore" });
 * ```
 */
export class MediaCoverSet extends pulumi.dynamic.Resource {
  /** @internal */
  static readonly __pulumiType = "pulumi-nodejs:dynamic/mediacover:MediaCoverSet";

  /** The covers as recorded: in canonical form, in the order of their video's ids; of one that failed, the one before. */
  declare readonly covers: pulumi.Output<Record<string, string>>;
  /** How many of them are as declared. */
  declare readonly count: pulumi.Output<number>;
  /** The video's region. */
  declare readonly region: pulumi.Output<string>;
  /** What taking a cover out of the set, or deleting the set, does. */
  declare readonly onDelete: pulumi.Output<OnDelete>;
  /** The cover that each video had when it was first managed, empty for none; none at all unless `onDelete` is "restore". */
  declare readonly previousCovers: pulumi.Output<Record<string, string>>;
  /** The covers that failed in the last run, by the reason. */
  declare readonly failures: pulumi.Output<FailureRecord[]>;
  /** When that was, in the form of ISO 8601; empty where none failed. */
  declare readonly failedAt: pulumi.Output<string>;
  /** Media whose cover the last refresh found to be somebody else's. */
  declare readonly drifted: pulumi.Output<string[]>;

  /** Whether an object is a MediaCoverSet, also one of another copy of this package. */
  static override isInstance(candidate: unknown): candidate is MediaCoverSet {
    return (
      typeof candidate === "object" &&
      candidate !== null &&
      "__pulumiType" in candidate &&
      candidate.__pulumiType === MediaCoverSet.__pulumiType
    );
  }

  /**
   * @param name The resource's name in the program; a new name is a new resource, unless `aliases` names the old one.
   * @param opts `deleteBeforeReplace` is true by default: the other order would let the deletion of the old set undo the
   * new one's covers.
   * @throws Error when the program manages a video twice (with the same provider), for the options `import` and `id`, for
   * another package's provider, and where the program's folder does not have this package among its dependencies.
   */
  constructor(name: string, args: MediaCoverSetArgs, opts: pulumi.CustomResourceOptions = {}) {
    if (opts.import !== undefined || opts.id !== undefined) throw new Error(noLookup(name));
    requireInstallation(`MediaCoverSet "${name}"`);
    const explicit = findExplicitProvider(`"${name}"`, opts);
    // The SDK reads this list once the arguments are known. By then, a secret URL has added to it.
    const additionalSecretOutputs = [...(opts.additionalSecretOutputs ?? [])];
    const guarded =
      args &&
      guardArguments(name, args, () => {
        if (!additionalSecretOutputs.includes("previousCovers"))
          additionalSecretOutputs.push("previousCovers");
      });
    super(
      provider,
      name,
      { ...noOutputsYet, ...args, ...guarded, ...(guarded && claimVideos(name, guarded, explicit)) },
      {
        ...opts,
        additionalSecretOutputs,
        // What the packaged provider calls it: a stack that comes from there keeps its resources.
        aliases: [...(opts.aliases ?? []), { type: "mediacover:index:MediaCoverSet" }],
        deleteBeforeReplace: opts.deleteBeforeReplace ?? true,
      },
      // FROZEN: module and type are part of every resource's URN in users' states.
      "mediacover",
      "MediaCoverSet",
    );
    if (!pulumi.runtime.isDryRun()) this.failIfCoversFail(name, new Date());
  }

  /**
   * A run in which covers fail ends with an error, though the resource is updated: Pulumi's own way to say that a resource
   * is half done passes everything that is recorded through a message header, which has no room for thousands. Failures of
   * a run before this one are only a record.
   */
  private failIfCoversFail(name: string, begin: Date): void {
    pulumi.all([this.failures, this.failedAt, this.count]).apply(([failures, failedAt, set]) => {
      // Under `pulumi.runtime.setMocks` there is no date, and nothing has failed.
      if (!(new Date(failedAt) >= begin)) return;
      const headline = `covers of "${name}": ${formatCount(failedIds(failures).length)} failed, ${formatCount(set)} are set. The next pulumi up tries only these again`;
      const error = new pulumi.ResourceError(describeFailures(headline, failures), this, true);
      // The SDK prints the stack of what is thrown after the program's last line.
      error.stack = error.message;
      throw error;
    });
  }
}

function guardArguments(name: string, args: MediaCoverSetArgs, onSecretUrl: () => void) {
  const set = `MediaCoverSet "${name}"`;
  return {
    covers: guardCovers(set, args.covers, onSecretUrl),
    region: guardInput(`${set}: region`, args.region, (region) => checkRegion(region, valid(""))),
    onDelete: guardInput(`${set}: onDelete`, args.onDelete, checkOnDelete),
  };
}

function noLookup(name: string): string {
  return `MediaCoverSet "${name}": a set cannot be imported or looked up by an id; leave out the option, as pulumi up adopts the covers that are there`;
}

/** Every output must be named, or it would not exist on the resource. */
const noOutputsYet = {
  covers: undefined,
  count: undefined,
  region: undefined,
  onDelete: undefined,
  previousCovers: undefined,
  failures: undefined,
  failedAt: undefined,
  drifted: undefined,
};
