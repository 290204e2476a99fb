import { z } from "zod";
import { regionPattern } from "../media/media";
import { EmulatorOptionError } from "../optionError";

/** A bucket of OSS, and what others may do with it. */
export interface BucketSeed {
  bucket: string;
  /** Default: the emulator's default region. */
  region?: string | undefined;
  /** Whether the service may read videos in it, as BindInputBucket or the console grants. Default true. */
  input?: boolean | undefined;
  /** Whether the service may put pictures into it, as BindOutputBucket or the console grants. Default true. */
  output?: boolean | undefined;
  /** Who may fetch its objects without a key. Default `public-read`. */
  acl?: BucketAcl | undefined;
}

/** Who may fetch a bucket's objects: everybody, or whoever has a key. */
export type BucketAcl = "public-read" | "private";

/** A bucket with nothing left to defaults. */
export interface Bucket {
  region: string;
  input: boolean;
  output: boolean;
  acl: BucketAcl;
}

const bucketSeeds = z.array(
  z.object({
    bucket: z.string().min(3),
    region: z.string().regex(regionPattern, "must be a region id such as cn-hangzhou").optional(),
    input: z.boolean().optional(),
    output: z.boolean().optional(),
    acl: z.enum(["public-read", "private"]).optional(),
  }),
);

/** The buckets of the options. Without any, every bucket exists, in any region, for everybody. */
export class Buckets {
  private readonly byName: ReadonlyMap<string, Bucket> | undefined;

  /** @throws EmulatorOptionError naming the entry and the rule */
  constructor(seeds: readonly BucketSeed[] | undefined, defaultRegion: string) {
    const { error } = bucketSeeds.safeParse(seeds ?? []);
    const issue = error?.issues[0];
    if (issue !== undefined) {
      throw new EmulatorOptionError(`options.buckets: entry ${issue.path.join(".")}: ${issue.message}`);
    }
    this.byName =
      seeds &&
      new Map(
        seeds.map(({ bucket, region = defaultRegion, input = true, output = true, acl = "public-read" }) => {
          return [bucket, { region, input, output, acl }];
        }),
      );
  }

  /** @param region The region of a bucket that the options do not name. */
  find(bucket: string, region: string): Bucket | undefined {
    return this.byName === undefined
      ? { region, input: true, output: true, acl: "public-read" }
      : this.byName.get(bucket);
  }

  /** Whether everybody may fetch its objects. */
  isPublic(bucket: string): boolean {
    return this.byName?.get(bucket)?.acl !== "private";
  }
}
