import * as alicloud from "@pulumi/alicloud";
import * as pulumi from "@pulumi/pulumi";
import * as mediacover from "pulumi-mediacover";
import { CoverImage } from "pulumi-mediacover/oss";

const config = new pulumi.Config();

const bucket = new alicloud.oss.Bucket("covers", { bucket: config.require("bucket") });
// OSS keeps the public out of new buckets, whatever their objects say.
const open = new alicloud.oss.BucketPublicAccessBlock("covers", {
  bucket: bucket.bucket,
  blockPublicAccess: false,
});

const image = new CoverImage(
  "trailer",
  { path: "pictures/trailer.jpg", bucket, acl: "public-read" },
  { dependsOn: open },
);

// The video of a source file, so that the program needs no id.
const media = mediacover.getMediaOutput({ fileUrl: config.require("video") });

const cover = new mediacover.MediaCover("trailer", {
  mediaId: media.mediaId,
  coverUrl: image.coverUrl,
  onDelete: "restore",
});

export const title = media.title;
export const coverUrl = cover.coverUrl;
