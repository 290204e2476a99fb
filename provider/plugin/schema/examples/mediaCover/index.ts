import * as mediacover from "pulumi-mediacover/plugin";

new mediacover.MediaCover("trailer", {
  mediaId: "6cc3aa66d1cb4bb2adf14e726c0a0001",
  coverUrl: "http://covers.oss-cn-hangzhou.aliyuncs.com/trailer.jpg",
});
