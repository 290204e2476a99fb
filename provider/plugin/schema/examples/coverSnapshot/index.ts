import * as mediacover from "pulumi-mediacover/plugin";

const mediaId = "6cc3aa66d1cb4bb2adf14e726c0a0001";
const frame = new mediacover.CoverSnapshot("keynote", { mediaId, time: "1m12.5s", bucket: "covers" });
new mediacover.MediaCover("keynote", { mediaId, coverUrl: frame.coverUrl });
