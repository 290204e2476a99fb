import * as pulumi from "@pulumi/pulumi";
import * as mediacover from "pulumi-mediacover";
import { uploadPictures } from "pulumi-mediacover/oss";

const config = new pulumi.Config();

const library = mediacover.manifestCovers("library", "covers.yaml", {
  pictureUrl: uploadPictures({ bucket: config.require("bucket"), acl: "public-read" }),
});

export const covers = library.count;
