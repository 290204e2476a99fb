import * as mediacover from "pulumi-mediacover/plugin";

const video = mediacover.getMediaOutput({ fileUrl: "oss://videos/trailer.mp4" });

export const mediaId = video.mediaId;
export const title = video.title;
