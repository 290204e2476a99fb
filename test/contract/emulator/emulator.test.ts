import { connect } from "node:net";
import { once } from "node:events";
import { describe, expect, it } from "vitest";
import { EmulatorOptionError, startEmulator } from "../../../emulator/index.ts";
import { call } from "./support/signedCall.ts";
import { coverUrl, mediaId, startForTest, unknownMediaId } from "./support/startForTest.ts";

describe("an emulator", () => {
  it("listens on a free port of 127.0.0.1 unless told otherwise", async () => {
    const [one, another] = [await startForTest(), await startForTest()];
    expect(one.url).toBe(`http://127.0.0.1:${one.port}`);
    expect(one.port).not.toBe(another.port);
  });

  it("listens on the IPv6 loopback address if told so", async () => {
    const emulator = await startForTest({ host: "::1" });
    expect(emulator.url).toBe(`http://[::1]:${emulator.port}`);
    expect(await call(emulator, "QueryMediaList", { MediaIds: mediaId })).toMatchObject({ code: "OK" });
  });

  it("closes at once, whatever its connections are waiting for, and may be closed again", async () => {
    const emulator = await startForTest({ latencyMs: 60_000 });
    const idle = connect(emulator.port, "127.0.0.1");
    await once(idle, "connect");
    const waiting = call(emulator, "QueryMediaList", { MediaIds: mediaId });
    const refused = expect(waiting).rejects.toThrow("fetch failed");
    await emulator.close();
    await emulator.close();
    await refused;
    await once(idle, "close");
    await expect(fetch(emulator.url)).rejects.toThrow("fetch failed");
  });

  it("closes at the end of the block it is declared in", async () => {
    let url: string;
    {
      await using emulator = await startEmulator();
      ({ url } = emulator);
    }
    await expect(fetch(url)).rejects.toThrow("fetch failed");
  });

  it.each<[object, RegExp]>([
    [{ host: "0.0.0.0" }, /"0\.0\.0\.0" is not a loopback address/],
    [{ port: 65_536 }, /options\.port: 65536 is not allowed/],
    [{ port: -1 }, /options\.port: -1/],
    [{ qps: 0 }, /options\.qps: 0/],
    [{ latencyMs: Number.NaN }, /options\.latencyMs: NaN/],
    [{ region: "Hangzhou" }, /options\.region: "Hangzhou" is not a region id such as cn-hangzhou/],
    [{ seed: [{ mediaId: "x" }] }, /options\.seed: entry 0\.mediaId: must be 32 characters/],
    [
      { accessKeys: [{ accessKeyId: "", accessKeySecret: "s" }] },
      /accessKeys: entry 0\.accessKeyId: must not be/,
    ],
    [
      { accessKeys: [{ accessKeyId: "a", accessKeySecret: "" }] },
      /entry 0\.accessKeySecret: must not be empty/,
    ],
    [
      { accessKeys: [{ accessKeyId: "a", accessKeySecret: "s", deny: ["oss:GetObject"] }] },
      /entry 0\.deny\.0: must be written mts:<Operation>/,
    ],
    [
      { accessKeys: [{ accessKeyId: "a", accessKeySecret: "s", allow: ["mts:*", "*"] }] },
      /entry 0\.allow\.1: must be written mts:<Operation>/,
    ],
    [
      {
        accessKeys: [
          { accessKeyId: "a", accessKeySecret: "s" },
          { accessKeyId: "a", accessKeySecret: "t" },
        ],
      },
      /the same accessKeyId comes twice/,
    ],
  ])("does not start with %j", async (options, message) => {
    const start = startEmulator(options);
    await expect(start).rejects.toThrow(message);
    await expect(start).rejects.toBeInstanceOf(EmulatorOptionError);
  });
});

describe("emulator.media", () => {
  it("setCover is an overwrite behind a client's back", async () => {
    const emulator = await startForTest();
    await call(emulator, "UpdateMediaCover", { MediaId: mediaId, CoverURL: coverUrl });
    emulator.media.setCover(mediaId, "http://a/snapshot.jpg");
    const { text } = await call(emulator, "QueryMediaList", { MediaIds: mediaId });
    expect(JSON.parse(text)).toHaveProperty("MediaList.Media.0.CoverURL", "http://a/snapshot.jpg");
  });

  it.each([undefined, ""])("setCover with %j clears", async (url) => {
    const emulator = await startForTest({ seed: [{ mediaId, cover: coverUrl }] });
    emulator.media.setCover(mediaId, url);
    expect(emulator.media.get(mediaId)?.cover).toBeUndefined();
  });

  it("add completes what it is not given", async () => {
    const emulator = await startForTest({ seed: [], region: "eu-west-1" });
    emulator.clock.set("2026-01-02T03:04:05.678Z");
    expect(emulator.media.add({ mediaId })).toEqual({
      mediaId,
      region: "eu-west-1",
      fileUrl: `http://emulator-input.oss-eu-west-1.aliyuncs.com/${mediaId}.mp4`,
      publishState: "Published",
      creationTime: "2026-01-02T03:04:05Z",
    });
  });

  it("add replaces the media with its id, and refuses the file of another", async () => {
    const emulator = await startForTest({ seed: [{ mediaId, fileUrl: "http://a/1" }] });
    emulator.media.add({ mediaId, fileUrl: "http://a/2", title: "new" });
    expect(emulator.media.list()).toHaveLength(1);
    expect(() => emulator.media.add({ mediaId: unknownMediaId, fileUrl: "http://a/2" })).toThrow(
      `emulator.media.add.fileUrl: http://a/2 is the file of video ${mediaId} already`,
    );
    expect(emulator.media.add({ mediaId: unknownMediaId, fileUrl: "http://a/1" })).toBeTruthy();
  });

  it("add names what is wrong", async () => {
    const emulator = await startForTest();
    expect(() => emulator.media.add({ mediaId: "x" })).toThrow(
      "emulator.media.add: mediaId: must be 32 characters",
    );
  });

  it("a video that there is not can neither be deleted nor get a cover", async () => {
    const emulator = await startForTest();
    expect(() => emulator.media.setCover(mediaId, coverUrl, "eu-west-1")).toThrow(
      `there is no video ${mediaId} in eu-west-1`,
    );
    expect(() => emulator.media.delete(unknownMediaId)).toThrow("there is no video");
  });
});
