import { XMLParser } from "fast-xml-parser";
import { describe, expect, it } from "vitest";
import { call } from "./support/signedCall.ts";
import { coverUrl, mediaId, startForTest, unknownMediaId } from "./support/startForTest.ts";

const requestIdPattern = /^[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}$/;
const parser = new XMLParser({ ignoreDeclaration: true });

describe("JSON", () => {
  it("UpdateMediaCover answers the request's id and nothing else", async () => {
    const emulator = await startForTest();
    const { text, headers } = await call(emulator, "UpdateMediaCover", {
      MediaId: mediaId,
      CoverURL: coverUrl,
    });
    const body: unknown = JSON.parse(text);
    expect(body).toEqual({ RequestId: expect.stringMatching(requestIdPattern) });
    expect(body).toEqual({ RequestId: headers.get("x-acs-request-id") });
    expect(headers.get("content-type")).toBe("application/json;charset=utf-8");
  });

  it("a video shows what is set, and leaves out what is not", async () => {
    const emulator = await startForTest({
      seed: [{ mediaId, fileUrl: "http://a/b.mp4", creationTime: "2026-01-02T03:04:05Z" }],
    });
    const { text } = await call(emulator, "QueryMediaList", { MediaIds: mediaId });
    expect(JSON.parse(text)).toEqual({
      RequestId: expect.any(String),
      MediaList: {
        Media: [
          {
            MediaId: mediaId,
            File: { URL: "http://a/b.mp4", State: "Normal" },
            CensorState: "Initiated",
            PublishState: "Published",
            CreationTime: "2026-01-02T03:04:05Z",
            RunIdList: { RunId: [] },
          },
        ],
      },
    });
  });

  it("details come only when they are asked for", async () => {
    const emulator = await startForTest();
    const { text } = await call(emulator, "QueryMediaList", {
      MediaIds: mediaId,
      IncludePlayList: "true",
      IncludeMediaInfo: "false",
    });
    expect(text).toContain('"PlayList":{"Play":[]}');
    expect(text).not.toContain("MediaInfo");
  });

  it("an error has the gateway's envelope", async () => {
    const emulator = await startForTest();
    const { text, headers, status } = await call(emulator, "UpdateMediaCover", { MediaId: unknownMediaId });
    const requestId = headers.get("x-acs-request-id") ?? "";
    expect(status).toBe(400);
    expect(JSON.parse(text)).toEqual({
      RequestId: requestId,
      HostId: "mts.cn-hangzhou.aliyuncs.com",
      Code: "InvalidParameter.ResourceNotFound",
      Message: 'The resource operated "MediaId" cannot be found.',
      Recommend: `https://api.aliyun.com/troubleshoot?q=InvalidParameter.ResourceNotFound&product=Mts&requestId=${requestId}`,
    });
  });

  it("a refusal by RAM says which action was denied to whom", async () => {
    const key = { accessKeyId: "testid", accessKeySecret: "testsecret", accountId: "42" };
    const emulator = await startForTest({ accessKeys: [{ ...key, deny: ["mts:QueryMediaList"] }] });
    const { text } = await call(emulator, "QueryMediaList", { MediaIds: mediaId });
    expect(JSON.parse(text)).toMatchObject({
      Message: "User not authorized to operate on the specified resource.",
      AccessDeniedDetail: { AuthAction: "mts:QueryMediaList", AuthPrincipalOwnerId: "42" },
    });
  });
});

describe("XML", () => {
  it.each([
    ["V1 without Format", {}],
    ["V1 with Format=XML", { Format: "XML" }],
    ["V1 with Format=xml", { Format: "xml" }],
  ])("is the answer to %s", async (_name, format) => {
    const emulator = await startForTest({ seed: [{ mediaId, title: "<Tom & Jerry>" }] });
    const parameters = { MediaIds: `${mediaId},${unknownMediaId}`, ...format };
    const { text, headers } = await call(emulator, "QueryMediaList", parameters, { signature: "V1" });
    expect(headers.get("content-type")).toBe("text/xml;charset=utf-8");
    expect(parser.parse(text)).toMatchObject({
      QueryMediaListResponse: {
        MediaList: { Media: { MediaId: mediaId, Title: "<Tom & Jerry>" } },
        NonExistMediaIds: { MediaId: expect.anything() },
        RequestId: expect.stringMatching(requestIdPattern),
      },
    });
  });

  it.each(["JSON", "json"])("is not the answer to V1 with Format=%s", async (format) => {
    const emulator = await startForTest();
    const parameters = { MediaIds: mediaId, Format: format };
    const { text } = await call(emulator, "QueryMediaList", parameters, { signature: "V1" });
    expect(JSON.parse(text)).toHaveProperty("MediaList");
  });

  it("has errors too", async () => {
    const emulator = await startForTest();
    const parameters = { MediaId: unknownMediaId };
    const { text } = await call(emulator, "UpdateMediaCover", parameters, { signature: "V1" });
    expect(parser.parse(text)).toMatchObject({
      Error: {
        RequestId: expect.stringMatching(requestIdPattern),
        HostId: "mts.cn-hangzhou.aliyuncs.com",
        Code: "InvalidParameter.ResourceNotFound",
        Message: 'The resource operated "MediaId" cannot be found.',
      },
    });
  });

  it("is what V3 gets if it accepts nothing else", async () => {
    const emulator = await startForTest();
    const headers = { accept: "application/xml" };
    const { text } = await call(emulator, "QueryMediaList", { MediaIds: mediaId }, { headers });
    expect(parser.parse(text)).toHaveProperty("QueryMediaListResponse");
  });
});

it("another format is refused", async () => {
  const emulator = await startForTest();
  const parameters = { MediaIds: mediaId, Format: "YAML" };
  const answer = await call(emulator, "QueryMediaList", parameters, { signature: "V1" });
  expect(answer).toMatchObject({ status: 400, code: "InvalidParameter.Format" });
});
