// The whole catalogue in one resource of the packaged provider.
const { readFileSync } = require("node:fs");
const { join } = require("node:path");
const { MediaCoverSet } = require("pulumi-mediacover/plugin");

const covers = JSON.parse(readFileSync(join(__dirname, "covers.json"), "utf8"));

new MediaCoverSet("catalogue", { covers });
