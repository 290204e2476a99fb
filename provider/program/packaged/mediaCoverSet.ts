import * as pulumi from "@pulumi/pulumi";
import type { OnDelete } from "../../cover/rules";
import type { FailureRecord } from "../../lifecycle/set/failures";
import { guardCovers } from "../internal/guardInputs";
import type { MediaCoverSetArgs } from "../mediaCoverSet";
import { packagedOptions } from "./options";

/**
 * The covers (thumbnails) of many videos of one region as one resource, through the packaged provider: see the class of the
 * same name of `pulumi-mediacover`. A preview shows the entries that change and no others, and an interrupted run keeps
 * what it did.
 */
export class MediaCoverSet extends pulumi.CustomResource {
  /** @internal */
  static readonly __pulumiType = "mediacover:index:MediaCoverSet";

  /** The covers as recorded: in canonical form, in the order of their videos' ids; of one that failed, the one before. */
  declare readonly covers: pulumi.Output<Record<string, string>>;
  /** How many of them are as declared. */
  declare readonly count: pulumi.Output<number>;
  /** The videos' region. */
  declare readonly region: pulumi.Output<string>;
  /** What taking a cover out of the set, or deleting the set, does. */
  declare readonly onDelete: pulumi.Output<OnDelete>;
  /** The cover that each video had when it was first managed, empty for none; none at all unless `onDelete` is "restore". */
  declare readonly previousCovers: pulumi.Output<Record<string, string>>;
  /** The covers that failed in the last run, by the reason. */
  declare readonly failures: pulumi.Output<FailureRecord[]>;
  /** When that was, in the form of ISO 8601; empty where none failed. */
  declare readonly failedAt: pulumi.Output<string>;
  /** Videos whose cover the last refresh found to be somebody else's. */
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
   * @throws Error when a cover is `undefined`, which Pulumi would leave out without a word; for the options `import` and `id`,
   * as a set has no identity in the service; and for another package's provider.
   */
  constructor(name: string, args: MediaCoverSetArgs, opts: pulumi.CustomResourceOptions = {}) {
    if (opts.import !== undefined || opts.id !== undefined) throw new Error(noLookup(name));
    super(
      MediaCoverSet.__pulumiType,
      name,
      { ...noOutputsYet, ...args, covers: args && guardCovers(`MediaCoverSet "${name}"`, args.covers) },
      packagedOptions(name, opts, "pulumi-nodejs:dynamic/mediacover:MediaCoverSet"),
    );
  }
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
