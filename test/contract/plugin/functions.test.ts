import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { startEmulator } from "../../../emulator/index";
import { manifestFolder } from "../../support/manifestFolder";
import { Plugin } from "../../support/plugin";

const mediaId = "6cc3aa66d1cb4bb2adf14e726c0a0001";
const otherId = "6cc3aa66d1cb4bb2adf14e726c0a0002";
const fileUrl = "http://videos.oss-cn-hangzhou.aliyuncs.com/2.mp4";

async function start(): Promise<Plugin> {
  const emulator = await startEmulator({
    seed: [
      { mediaId, title: "Trailer", cover: "http://c.example/a.jpg?Expires=1" },
      { mediaId: otherId, fileUrl },
    ],
  });
  onTestFinished(() => emulator.close());
  return Plugin.start({
    endpoint: emulator.url,
    region: "cn-hangzhou",
    accessKey: "testid",
    secretKey: "testsecret",
  });
}

describe("getMedia for programs of every language", () => {
  it("finds a video by its id or its source file", async () => {
    const plugin = await start();
    expect(await plugin.invoke("getMedia", { mediaId })).toEqual({
      mediaId,
      region: "cn-hangzhou",
      title: "Trailer",
      state: "Published",
      coverUrl: "http://c.example/a.jpg",
      fileUrl: `http://emulator-input.oss-cn-hangzhou.aliyuncs.com/${mediaId}.mp4`,
    });
    expect(await plugin.invoke("getMedia", { fileUrl: "oss://videos/2.mp4" })).toMatchObject({
      mediaId: otherId,
    });
  });

  it.each([
    [{ mediaId: "6cc3aa66d1cb4bb2adf14e726c0a0fff" }, "does not exist in region cn-hangzhou"],
    [{ mediaId: 5 }, "mediaId must be 32 characters of 0-9 and a-f, as a string; got 5"],
    [{ mediaId, fileUrl }, "give one of mediaId and fileUrl, not both"],
    [{ mediaID: mediaId }, "mediaID is not an argument of getMedia; did you mean mediaId?"],
  ])("refuses %o with what to do", async (args, words) => {
    await expect((await start()).invoke("getMedia", args)).rejects.toThrow(words);
  });

  it("is one of two functions, which the error names", async () => {
    await expect((await start()).invoke("getVideo", {})).rejects.toThrow(
      "there is no function mediacover:index:getVideo; this provider has mediacover:index:getMedia and mediacover:index:readManifest",
    );
  });
});

describe("readManifest for programs of every language", () => {
  it("gives the covers by region and onDelete, the videos that are known by file looked up", async () => {
    const plugin = await start();
    const { path } = manifestFolder({
      "covers.yaml": [
        "covers:",
        `  - { mediaId: ${mediaId}, url: HTTP://c.example/1.jpg }`,
        "  - { file: oss://videos/2.mp4, url: http://c.example/2.jpg, onDelete: restore }",
        `  - { mediaId: ${mediaId}, url: http://c.example/3.jpg, region: cn-beijing }`,
      ].join("\n"),
    });
    expect(await plugin.invoke("readManifest", { path: path("covers.yaml") })).toEqual({
      count: 3,
      sets: {
        "cn-hangzhou": {
          region: "cn-hangzhou",
          onDelete: "retain",
          covers: { [mediaId]: "http://c.example/1.jpg" },
        },
        "cn-hangzhou-restore": {
          region: "cn-hangzhou",
          onDelete: "restore",
          covers: { [otherId]: "http://c.example/2.jpg" },
        },
        "cn-beijing": {
          region: "cn-beijing",
          onDelete: "retain",
          covers: { [mediaId]: "http://c.example/3.jpg" },
        },
      },
    });
  });

  it("takes defaults of the program", async () => {
    const plugin = await start();
    const { path } = manifestFolder({
      "covers.yaml": `covers:\n  - { file: 2.mp4, image: 2.jpg }`,
      "2.jpg": samplePicture,
    });
    const defaults = { files: "oss://videos/", baseUrl: "http://c.example/p/", onDelete: "restore" };
    const { sets } = await plugin.invoke("readManifest", { path: path("covers.yaml"), defaults });
    expect(sets).toEqual({
      "cn-hangzhou-restore": {
        region: "cn-hangzhou",
        onDelete: "restore",
        covers: { [otherId]: "http://c.example/p/2.jpg" },
      },
    });
  });

  it("tells everything that is wrong at once, with file, line and column", async () => {
    const plugin = await start();
    const { path } = manifestFolder({
      "covers.yaml":
        "covers:\n  - { mediaId: 5, url: https://c.example/1.jpg }\n  - { file: oss://videos/2.mp4 }",
    });
    const reading = plugin.invoke("readManifest", { path: path("covers.yaml") });
    await expect(reading).rejects.toThrow(
      /covers\.yaml:2:\d+.*\n.*covers\.yaml:2:\d+.*\n.*covers\.yaml:3:\d+/,
    );
  });

  it.each([
    [{}, "path"],
    [{ path: "covers.yaml", defaults: { regoin: "x" } }, "regoin"],
  ])("refuses the arguments %o and names what is wrong with them", async (args, name) => {
    await expect((await start()).invoke("readManifest", args)).rejects.toThrow(name);
  });
});

const samplePicture = readFileSync(join(import.meta.dirname, "../../fixtures/pictures/sample.jpeg"));
