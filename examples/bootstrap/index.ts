import * as pulumi from "@pulumi/pulumi";
import * as mediacover from "pulumi-mediacover";

const config = new pulumi.Config();

// The account and region that the covers are brought to, with the credentials of the environment, or a role that they may assume.
const roleArn = config.get("roleArn");
const target = new mediacover.Provider("target", {
  region: config.require("region"),
  ...(roleArn !== undefined && { assumeRole: { roleArn } }),
});

// The same catalogue everywhere: media are found by their files, as their ids differ.
const library = mediacover.manifestCovers("library", "catalogue.yaml", {
  defaults: { files: config.require("files") },
  providers: [target],
});

export const covers = library.count;
