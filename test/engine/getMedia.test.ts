import { describe, expect, it } from "vitest";
import { errorsOf, openProject, type Project, type ProjectOptions } from "../support/project";
import { unknownValue } from "./harness/properties";
import { openStack } from "./openStack";

const mediaId = "6cc3aa66d1cb4bb2adf14e726c0a0001";
const file = "http://videos.oss-cn-hangzhou.aliyuncs.com/trailer.mp4";
const trailer = {
  mediaId,
  title: "Trailer",
  fileUrl: file,
  cover: "http://c.example/a.jpg",
  durationSeconds: 7.965,
  sizeBytes: 2_647_692,
};

/** A project whose program is this text, after its imports. */
function open(program: string, options: ProjectOptions = {}): Promise<Project> {
  const imports = `
const pulumi = require("@pulumi/pulumi");
const { MediaCover, getMedia, getMediaOutput } = require("pulumi-mediacover");
class Late extends pulumi.dynamic.Resource {
  constructor(name, value) {
    super({ create: async ({ value }) => ({ id: "late", outs: { late: value } }) }, name, { value, late: undefined });
  }
}
`;
  return openProject(openStack, {
    emulator: { seed: [trailer, { mediaId: mediaId.replace(/1$/, "2") }] },
    program: imports + program,
    ...options,
  });
}

describe("getMedia", () => {
  it("tells everything of a video, found by id or file, in a preview as in an up, in one call each", async () => {
    const { stack, emulator } = await open(`
exports.byId = getMedia({ mediaId: "${mediaId}" });
exports.twin = getMedia({ mediaId: "${mediaId.replace(/1$/, "2")}" }).then((media) => media.state);
exports.byFile = getMedia({ fileUrl: "oss://videos/trailer.mp4" });
`);
    const { cover, ...told } = trailer;
    const expected = { ...told, region: "cn-hangzhou", state: "Published", coverUrl: cover };
    const preview = await stack.preview();
    expect([errorsOf(preview), preview.outputs]).toMatchObject(["", { byId: expected, byFile: expected }]);
    expect(emulator.requests.countByAction()).toEqual({ QueryMediaList: 1, QueryMediaListByURL: 1 });
    expect((await stack.up()).outputs).toMatchObject({ byId: expected, byFile: expected, twin: "Published" });
  });

  it("gives inputs to resources: the video of a file gets a cover", async () => {
    const { stack, emulator } = await open(`
const media = getMediaOutput({ fileUrl: new Late("late", "${file}").late });
new MediaCover("trailer", { mediaId: media.mediaId, coverUrl: "http://c.example/b.jpg" });
exports.title = media.title;
`);
    const preview = await stack.preview();
    expect([errorsOf(preview), emulator.requests.count()]).toEqual(["", 0]);
    expect(preview.outputs).toEqual({ title: unknownValue });
    const up = await stack.up();
    expect([errorsOf(up), up.outputs["title"]]).toEqual(["", "Trailer"]);
    expect(emulator.media.get(mediaId)?.cover).toBe("http://c.example/b.jpg");
  });

  it.each([
    [
      `getMedia({ mediaId: "${"f".repeat(32)}" })`,
      `getMedia: video ${"f".repeat(32)} does not exist in region cn-hangzhou`,
    ],
    [`getMediaOutput({ fileUrl: "oss://videos/none.mp4" })`, "has the source file oss://videos/none.mp4"],
    ["getMedia({})", "getMedia: mediaId is required"],
    [
      "getMedia({ mediaId: 'x', region: '!' })",
      'got "x"; copy the id from the console or from AddMedia\'s answer. region must',
    ],
    [
      "getMedia({ fileUrl: 'https://videos/a.mp4' })",
      "fileUrl must be an http: URL, as the service does not take https:",
    ],
    ["getMedia({ mediaId: 'x', fileUrl: 'y' })", "give one of mediaId and fileUrl, not both"],
  ])("%s fails the program with one message, without a stack: %s", async (call, message) => {
    const { stack } = await open(`exports.media = ${call};`);
    const preview = await stack.preview();
    expect(preview.succeeded).toBe(false);
    expect(errorsOf(preview)).toContain(message);
    expect(errorsOf(preview)).not.toMatch(/\n\s+at /);
  });

  it("has the credentials of the provider, and says where it looked when there are none", async () => {
    const { stack } = await open(`exports.media = getMedia({ mediaId: "${mediaId}" });`, { config: {} });
    expect(errorsOf(await stack.preview())).toContain("alicloud:accessKey");
  });
});
