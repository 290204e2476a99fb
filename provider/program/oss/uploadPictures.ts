import type { Bucket } from "@pulumi/alicloud/oss";
import * as pulumi from "@pulumi/pulumi";
import type { PictureUpload } from "../manifestCovers";
import { CoverImage, type CoverStorage } from "./coverImage";

/** The arguments of {@link uploadPictures}. */
export interface UploadPicturesArgs extends CoverStorage {
  /** The bucket that pictures go to. Default: the one that the manifest names (`defaults.bucket`). */
  bucket?: pulumi.Input<string> | Bucket | undefined;
}

/**
 * Uploads the pictures of a manifest to OSS: a {@link CoverImage} for each.
 *
 * @throws RunError naming the picture, where neither the arguments nor the manifest name a bucket.
 *
 * @example
 * ```ts
 * manifestCovers("library", "covers.yaml", { pictureUrl: uploadPictures({ bucket: "covers", acl: "public-read" }) });
 * ```
 */
export function uploadPictures(args: UploadPicturesArgs = {}): PictureUpload {
  return ({ path, name, bucket: named }, { resourceName, parent }) => {
    const bucket = args.bucket ?? named;
    if (bucket === undefined) {
      throw new pulumi.RunError(
        `the picture "${name}" has no bucket to go to; give bucket to uploadPictures, or set defaults.bucket in the manifest`,
      );
    }
    return new CoverImage(resourceName, { ...args, path, bucket }, { parent }).coverUrl;
  };
}
