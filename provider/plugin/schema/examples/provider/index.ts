import * as mediacover from "pulumi-mediacover/plugin";

const studio = new mediacover.Provider("studio", { profile: "studio", region: "ap-southeast-1" });
new mediacover.MediaCover(
  "trailer",
  {
    mediaId: "6cc3aa66d1cb4bb2adf14e726c0a0001",
    coverUrl: "http://covers.oss-ap-southeast-1.aliyuncs.com/trailer.jpg",
  },
  { provider: studio },
);
