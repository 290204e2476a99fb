import { dirname, relative, resolve, sep } from "node:path";
import { Bucket, BucketObject } from "@pulumi/alicloud/oss";
import * as pulumi from "@pulumi/pulumi";
import { escapePath } from "../../cover/mediaFile";
import { at, describeProblem, describeProblems, describeValue } from "../../cover/problem";
import { checkCoverUrl, checkRegion } from "../../cover/rules";
import { findProjectFolder } from "../../files/projectFolder";
import { type Picture, type PictureBounds, readPicture } from "../../files/readPicture";
import { programConfiguration } from "../internal/configuration";
import { objectKey } from "./objectKey";

/** The arguments of a {@link CoverImage}. */
export interface CoverImageArgs extends CoverStorage {
  /**
   * The picture, from the folder in which the program runs: a JPEG, PNG, WebP, GIF, BMP or AVIF by its bytes, whatever its
   * name. It must be in the project, symlinks followed.
   */
  path: string;
  /** The bucket that it goes to: its name, or a bucket of the program. */
  bucket: pulumi.Input<string> | Bucket;
}

/** How pictures are kept in OSS. */
export interface CoverStorage {
  /** Begins the object's name. Default `covers/`. */
  prefix?: string | undefined;
  /**
   * Who may read the object. Default `"private"`, as in `@pulumi/alicloud`: then viewers need a CDN that may read the
   * bucket. `"public-read"` lets everybody.
   */
  acl?: pulumi.Input<"private" | "public-read"> | undefined;
  /** The header `Cache-Control`. Default for a year: another picture has another URL. */
  cacheControl?: pulumi.Input<string> | undefined;
  /**
   * Where `http:` serves the bucket, such as a CDN's or a domain of one's own. Default: the bucket's public endpoint,
   * `http://<bucket>.oss-<region>.aliyuncs.com/`.
   */
  baseUrl?: pulumi.Input<string> | undefined;
  /** Where a bucket that is given by its name is. Default: as for `MediaCoverArgs.region`. */
  region?: pulumi.Input<string> | undefined;
  /** What a picture may be. Default: 16 to 8,192 pixels on each side, at most 20 MiB. */
  bounds?: PictureBounds | undefined;
  /** The folder that the picture must be in. Default: the nearest one above it that holds `.git` or `Pulumi.yaml`, else its own. */
  root?: string | undefined;
}

/** A year, the longest that browsers keep to. */
const forAYear = "public, max-age=31536000, immutable";

/**
 * A local picture as an object in an OSS bucket, ready to be a cover. Needs `@pulumi/alicloud` beside this package.
 *
 * The object's name is made from the picture: the same picture has the same URL, and nothing is done. Another picture is
 * uploaded first; then the covers that use it are switched; then the old object is dropped. Where the switch fails, the old
 * one stays. Deleting the resource drops the object, also where the cover is retained: `retainOnDelete: true` keeps it.
 *
 * The picture is read and checked in a preview too.
 *
 * @example A bucket, a picture in it, and the cover
 * ```ts
 * const bucket = new alicloud.oss.Bucket("covers", { bucket: "covers" });
 * const image = new CoverImage("trailer", { path: "pictures/trailer.jpg", bucket, acl: "public-read" });
 * new MediaCover("trailer", { mediaId, coverUrl: image.coverUrl });
 * ```
 *
 * @example In a bucket that is there, behind a domain of one's own
 * ```ts
 * new CoverImage("trailer", { path: "pictures/trailer.jpg", bucket: "covers", baseUrl: "http://img.example.com/" });
 * ```
 *
 * @example Pictures of at least 640 pixels, and at most 500 kB
 * ```ts
 * new CoverImage("trailer", { path, bucket, bounds: { minSidePixels: 640, maxBytes: 500_000 } });
 * ```
 */
export class CoverImage extends pulumi.ComponentResource {
  /** The picture's URL as a cover takes it: `http:`, encoded. Known once the object is there. */
  readonly coverUrl: pulumi.Output<string>;
  /** The object. */
  readonly object: BucketObject;
  /** What the picture is. */
  readonly contentType: string;
  readonly widthPixels: number;
  readonly heightPixels: number;

  /**
   * @param name The resource's name in the program; part of the object's name, too.
   * @throws RunError with everything that is wrong with the picture.
   */
  constructor(name: string, args: CoverImageArgs, opts: pulumi.ComponentResourceOptions = {}) {
    const picture = readImage(name, args);
    // FROZEN: part of URNs in users' states.
    super("mediacover:oss:CoverImage", name, {}, opts);
    const { prefix = "covers/", acl = "private", cacheControl = forAYear } = args;
    const { bytes, format } = picture;
    this.object = new BucketObject(
      name,
      {
        bucket: Bucket.isInstance(args.bucket) ? args.bucket.bucket : args.bucket,
        key: this.urn.apply((urn) => objectKey({ prefix, name, urn, bytes, format })),
        source: fromHere(args.path),
        contentType: picture.contentType,
        cacheControl,
        acl,
      },
      {
        parent: this,
        // The old object goes last, when no cover shows it any more.
        deleteBeforeReplace: false,
        ...(opts.retainOnDelete !== undefined && { retainOnDelete: opts.retainOnDelete }),
      },
    );
    this.coverUrl = pulumi
      .all([findBaseUrl(name, args), this.object.key])
      .apply(([base, key]) => makeCoverUrl(name, base, key));
    this.contentType = picture.contentType;
    this.widthPixels = picture.widthPixels;
    this.heightPixels = picture.heightPixels;
    this.registerOutputs({ coverUrl: this.coverUrl });
  }
}

/** @throws RunError */
function readImage(name: string, { path, root, bounds }: CoverImageArgs): Picture {
  const picture = readPicture(root ?? projectFolder(path), path, bounds);
  if (picture.ok) return picture.value;
  const problems = picture.problems.map(describeProblem);
  throw runError(name, problems.map((problem) => `path ${describeValue(path)} ${problem}`).join("; "));
}

/** That of the picture; where there is not even its folder, the reading says so. */
function projectFolder(path: string): string {
  try {
    return findProjectFolder(path);
  } catch {
    return dirname(resolve(path));
  }
}

/** The path goes into the state: the same on every machine. */
function fromHere(path: string): string {
  return relative(".", path).split(sep).join("/");
}

/** Where the bucket is served. */
function findBaseUrl(name: string, { baseUrl, bucket, region }: CoverImageArgs): pulumi.Input<string> {
  if (baseUrl !== undefined) return baseUrl;
  if (Bucket.isInstance(bucket))
    return pulumi.interpolate`http://${bucket.bucket}.${bucket.extranetEndpoint}/`;
  return pulumi.all([bucket, region]).apply(([bucketName, given]) => {
    const checked = at(["region"], checkRegion(given, programConfiguration().defaultRegion()));
    if (checked.ok) return `http://${bucketName}.oss-${checked.value}.aliyuncs.com/`;
    throw runError(name, describeProblems(checked.problems));
  });
}

function makeCoverUrl(name: string, base: string, key: string): string {
  const url = `${base}${base.endsWith("/") ? "" : "/"}${escapePath(key)}`;
  const checked = checkCoverUrl(url);
  if (checked.ok) return checked.value;
  throw runError(
    name,
    checked.problems.map((problem) => `baseUrl gives a URL that ${describeProblem(problem)}`).join(". "),
  );
}

/** Pulumi prints such an error as it is, without the program's stack. */
function runError(name: string, reason: string): pulumi.RunError {
  return new pulumi.RunError(`CoverImage "${name}": ${reason}`);
}
