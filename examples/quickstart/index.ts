import * as pulumi from "@pulumi/pulumi";
import * as mediacover from "pulumi-mediacover";

const config = new pulumi.Config();
const bucket = "http://covers.oss-cn-hangzhou.aliyuncs.com";

// A cover by its URL. Try another one: pulumi config set trailerCover http://covers.oss-cn-hangzhou.aliyuncs.com/other.jpg
const trailer = new mediacover.MediaCover("trailer", {
  mediaId: "6cc3aa66d1cb4bb2adf14e726c0a0001",
  coverUrl: config.get("trailerCover") ?? `${bucket}/trailer.jpg`,
});

// Written as a person writes it: blanks and other characters are encoded on the way.
const keynote = new mediacover.MediaCover("keynote", {
  mediaId: "6cc3aa66d1cb4bb2adf14e726c0a0002",
  coverUrl: `${bucket}/封面/keynote 2026.jpg`,
});

// This video has a cover already: it is taken over, and put back when the resource is destroyed.
const interview = new mediacover.MediaCover("interview", {
  mediaId: "6cc3aa66d1cb4bb2adf14e726c0a0003",
  coverUrl: `${bucket}/interview.jpg`,
  onDelete: "restore",
});

export const covers = [trailer.coverUrl, keynote.coverUrl, interview.coverUrl];
