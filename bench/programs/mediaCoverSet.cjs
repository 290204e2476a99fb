// The whole catalogue in one resource.
const { readFileSync } = require("node:fs");
const { join } = require("node:path");
const { MediaCoverSet } = require("pulumi-mediacover");

const covers = JSON.parse(readFileSync(join(__dirname, "covers.json"), "utf8"));

new MediaCoverSet("catalogue", { covers });
