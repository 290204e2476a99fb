import { describe, expect, it } from "vitest";
import { call } from "./support/signedCall.ts";
import { coverUrl, mediaId, startForTest, unknownMediaId } from "./support/startForTest.ts";

const fileUrl = "http://videos.oss-cn-hangzhou.aliyuncs.com/a%2Fb.mp4";
const complete = {
  mediaId,
  fileUrl,
  title: "title",
  description: "description",
  cover: coverUrl,
  categoryId: 7,
  tags: ["one"],
};

describe("UpdateMediaCover", () => {
  it.each([
    [
      "the documentation's own example",
      "http://example-bucket-****.oss-cn-hangzhou.aliyuncs.com//example-****.mp4",
    ],
    ["an escaped slash", "http://covers.oss-cn-hangzhou.aliyuncs.com/47b4%2F0.jpg"],
    ["lower-case escapes", "http://covers.oss-cn-hangzhou.aliyuncs.com/%e5%b0%81.jpg"],
    ["3,200 bytes", `${coverUrl}/${"x".repeat(3200 - coverUrl.length - 1)}`],
  ])("keeps %s to the letter", async (_name, url) => {
    const emulator = await startForTest();
    expect(await call(emulator, "UpdateMediaCover", { MediaId: mediaId, CoverURL: url })).toMatchObject({
      code: "OK",
    });
    const { text } = await call(emulator, "QueryMediaList", { MediaIds: mediaId });
    expect(JSON.parse(text)).toHaveProperty("MediaList.Media.0.CoverURL", url);
  });

  it("changes nothing but the cover", async () => {
    const emulator = await startForTest({ seed: [complete] });
    const before = emulator.media.get(mediaId);
    await call(emulator, "UpdateMediaCover", { MediaId: mediaId, CoverURL: `${coverUrl}2` });
    expect(emulator.media.get(mediaId)).toEqual({ ...before, cover: `${coverUrl}2` });
  });
});

describe("UpdateMedia", () => {
  it("sets what it is given and clears what it is not, the cover included", async () => {
    const emulator = await startForTest({ seed: [complete] });
    const { text } = await call(emulator, "UpdateMedia", { MediaId: mediaId, Title: "new" });
    const media = expect.not.objectContaining({ CoverURL: expect.anything() });
    expect(JSON.parse(text)).toMatchObject({ Media: media });
    expect(emulator.media.get(mediaId)).toMatchObject({ fileUrl, title: "new" });
    const cleared = { cover: undefined, description: undefined, tags: undefined, categoryId: undefined };
    expect(emulator.media.get(mediaId)).toMatchObject(cleared);
  });
});

describe("AddMedia", () => {
  it("makes a video that can be found by its file, titled after it", async () => {
    const emulator = await startForTest({ seed: [] });
    const { text } = await call(emulator, "AddMedia", { FileURL: fileUrl });
    const { mediaId: added } = emulator.media.list()[0] ?? {};
    expect(added).toMatch(/^[0-9a-f]{32}$/);
    expect(JSON.parse(text)).toMatchObject({
      Media: { MediaId: added, Title: "a/b.mp4", PublishState: "Initiated" },
    });
    const found = await call(emulator, "QueryMediaListByURL", { FileURLs: `${fileUrl},${fileUrl}2` });
    expect(JSON.parse(found.text)).toMatchObject({
      MediaList: { Media: [{ MediaId: added }] },
      NonExistFileURLs: { FileURL: [`${fileUrl}2`] },
    });
  });

  it("of a known file keeps the media, and what it is not given", async () => {
    const emulator = await startForTest({ seed: [complete] });
    await call(emulator, "AddMedia", { FileURL: fileUrl, Title: "new" });
    expect(emulator.media.list()).toEqual([expect.objectContaining({ ...complete, title: "new" })]);
  });

  it("of the file of a deleted media makes a new one", async () => {
    const emulator = await startForTest({ seed: [complete] });
    emulator.media.delete(mediaId);
    await call(emulator, "AddMedia", { FileURL: fileUrl });
    expect(emulator.media.list()).toHaveLength(2);
  });
});

describe("DeleteMedia", () => {
  it("deletes all its media", async () => {
    const emulator = await startForTest({ seed: [{ mediaId }, { mediaId: unknownMediaId }] });
    await call(emulator, "DeleteMedia", { MediaIds: `${mediaId},${unknownMediaId}` });
    expect(emulator.media.list().map(({ publishState }) => publishState)).toEqual(["Deleted", "Deleted"]);
  });

  it("deletes none if one of them cannot be deleted", async () => {
    const emulator = await startForTest();
    const answer = await call(emulator, "DeleteMedia", { MediaIds: `${mediaId},${unknownMediaId}` });
    expect(answer).toMatchObject({ code: "InvalidParameter.ResourceNotFound" });
    expect(emulator.media.get(mediaId)).toMatchObject({ publishState: "Published" });
  });
});

it.each([
  ["true", "Published"],
  ["false", "UnPublish"],
])("UpdateMediaPublishState with Publish=%s makes a video %s", async (publish, publishState) => {
  const emulator = await startForTest();
  await call(emulator, "UpdateMediaPublishState", { MediaId: mediaId, Publish: publish });
  expect(emulator.media.get(mediaId)).toMatchObject({ publishState });
});

describe("parameters", () => {
  const tooLong = "InvalidParameter.OutOfRange";
  it.each<[action: string, parameters: Record<string, string>, code: string]>([
    ["UpdateMediaCover", { CoverURL: coverUrl }, "MissingMediaId"],
    ["UpdateMediaCover", { MediaId: "", CoverURL: coverUrl }, "InvalidParameter.EmptyValue"],
    [
      "UpdateMediaCover",
      { MediaId: mediaId, CoverURL: "covers/a.jpg" },
      "InvalidParameter.InvalidHTTPProtocol",
    ],
    [
      "UpdateMediaCover",
      { MediaId: mediaId, CoverURL: "oss://covers/a.jpg" },
      "InvalidParameter.InvalidHTTPProtocol",
    ],
    ["QueryMediaList", {}, "MissingMediaIds"],
    ["QueryMediaList", { MediaIds: mediaId, IncludePlayList: "yes" }, "InvalidParameter"],
    ["QueryMediaListByURL", {}, "MissingFileURLs"],
    ["QueryMediaListByURL", { FileURLs: "https://a/b.mp4" }, "InvalidParameter.InvalidHTTPProtocol"],
    ["AddMedia", {}, "MissingFileURL"],
    ["AddMedia", { FileURL: "https://a/b.mp4" }, "InvalidParameter.InvalidHTTPProtocol"],
    ["AddMedia", { FileURL: `${fileUrl}${"x".repeat(3200)}` }, tooLong],
    ["AddMedia", { FileURL: fileUrl, Title: "視".repeat(43) }, tooLong],
    ["AddMedia", { FileURL: fileUrl, Title: "視".repeat(42) }, "OK"],
    ["AddMedia", { FileURL: fileUrl, Description: "x".repeat(1025) }, tooLong],
    ["AddMedia", { FileURL: fileUrl, Tags: Array(17).fill("x").join() }, tooLong],
    ["AddMedia", { FileURL: fileUrl, Tags: "x".repeat(33) }, tooLong],
    ["AddMedia", { FileURL: fileUrl, Tags: Array(16).fill("x".repeat(32)).join() }, "OK"],
    ["AddMedia", { FileURL: fileUrl, CateId: "-1" }, tooLong],
    ["AddMedia", { FileURL: fileUrl, CateId: "one" }, "InvalidParameter.NumberFormatInvalid"],
    ["AddMedia", { FileURL: fileUrl, OverrideParams: "[]" }, "InvalidParameter.JsonObjectFormatInvalid"],
    ["AddMedia", { FileURL: fileUrl, OverrideParams: "{" }, "InvalidParameter.JsonObjectFormatInvalid"],
    ["AddMedia", { FileURL: fileUrl, OverrideParams: "{}" }, "OK"],
    ["UpdateMedia", { Title: "x" }, "MissingMediaId"],
    [
      "UpdateMedia",
      { MediaId: mediaId, CoverURL: "https://a/b.jpg" },
      "InvalidParameter.InvalidHTTPProtocol",
    ],
    ["DeleteMedia", {}, "MissingMediaIds"],
    ["UpdateMediaPublishState", { MediaId: mediaId }, "MissingPublish"],
    ["UpdateMediaPublishState", { MediaId: mediaId, Publish: "2" }, "InvalidParameter"],
  ])("%s of %j answers %s", async (action, parameters, code) => {
    const emulator = await startForTest();
    expect(await call(emulator, action, parameters)).toMatchObject({ code });
  });

  it("of a repeated one the first counts", async () => {
    const emulator = await startForTest();
    // Both are seen, so that a signature over the second alone does not match.
    const path = `/?MediaIds=${unknownMediaId}`;
    const answer = await call(emulator, "QueryMediaList", { MediaIds: mediaId }, { path, place: "form" });
    expect(answer).toMatchObject({ code: "SignatureDoesNotMatch" });
    expect(emulator.requests.entries[0]?.parameters).toEqual({ MediaIds: unknownMediaId });
  });

  it("may be ten file URLs of 3,200 bytes each", async () => {
    const emulator = await startForTest();
    const fileUrls = Array.from({ length: 10 }, (_, index) => `http://a/${index}${"%E8".repeat(1063)}/`);
    const answer = await call(emulator, "QueryMediaListByURL", { FileURLs: fileUrls.join() });
    expect(JSON.parse(answer.text)).toMatchObject({ NonExistFileURLs: { FileURL: fileUrls } });
  });

  it("a missing one is named in the words of the gateway", async () => {
    const emulator = await startForTest();
    const { text } = await call(emulator, "UpdateMediaCover", { CoverURL: coverUrl });
    expect(JSON.parse(text)).toHaveProperty("Message", "MediaId is mandatory for this action.");
  });
});
