// One resource a cover.
const { readFileSync } = require("node:fs");
const { join } = require("node:path");
const { MediaCover } = require("pulumi-mediacover");

const covers = JSON.parse(readFileSync(join(__dirname, "covers.json"), "utf8"));

for (const [mediaId, coverUrl] of Object.entries(covers)) {
  new MediaCover(mediaId, { mediaId, coverUrl });
}
