import { describe, expect, it } from "vitest";
import { defaultBehaviour, startEmulator, type Behaviour } from "../../../emulator/index.ts";
import { call, type CallOptions } from "./support/signedCall.ts";
import { coverUrl, mediaId, startForTest, unknownMediaId } from "./support/startForTest.ts";

type Parameters = Readonly<Record<string, string>>;

const deletedMediaId = "11111111111111111111111111111111";
const seed = [
  { mediaId, cover: coverUrl },
  { mediaId: deletedMediaId, publishState: "Deleted" },
] as const;
const update = { CoverURL: coverUrl };
const elevenIds = [mediaId, ...Array.from({ length: 10 }, (_, index) => `${index}`.repeat(32))].join();

/** Which code a call gets under which value of a switch; `undefined` stands for the default. */
const codes: readonly (readonly [Partial<Behaviour>, action: string, Parameters, code: string])[] = [
  [{}, "UpdateMediaCover", { MediaId: unknownMediaId, ...update }, "InvalidParameter.ResourceNotFound"],
  [
    { unknownMedia: "InvalidMediaId.NotFound" },
    "UpdateMediaCover",
    { MediaId: unknownMediaId, ...update },
    "InvalidMediaId.NotFound",
  ],
  [{ unknownMedia: "ignore" }, "UpdateMediaCover", { MediaId: unknownMediaId, ...update }, "OK"],
  [{ unknownMedia: "ignore" }, "UpdateMedia", { MediaId: unknownMediaId }, "OK"],
  [{ unknownMedia: "ignore" }, "UpdateMediaPublishState", { MediaId: unknownMediaId, Publish: "true" }, "OK"],
  [{ unknownMedia: "ignore" }, "DeleteMedia", { MediaIds: unknownMediaId }, "OK"],
  [{}, "UpdateMediaCover", { MediaId: deletedMediaId, ...update }, "InvalidParameter.ResourceDeleted"],
  [
    { deletedMediaInUpdates: "InvalidParameter.ResourceNotFound" },
    "UpdateMediaCover",
    { MediaId: deletedMediaId, ...update },
    "InvalidParameter.ResourceNotFound",
  ],
  [{}, "UpdateMediaCover", { MediaId: "abc", ...update }, "InvalidParameter.UUIDFormatInvalid"],
  [
    { malformedMediaIdInUpdates: "InvalidParameter.ResourceNotFound" },
    "UpdateMediaCover",
    { MediaId: "abc", ...update },
    "InvalidParameter.ResourceNotFound",
  ],
  [{}, "QueryMediaList", { MediaIds: `${mediaId},abc` }, "InvalidParameter.UUIDFormatInvalid"],
  [{ malformedMediaIdInQueries: "NonExist" }, "QueryMediaList", { MediaIds: `${mediaId},abc` }, "OK"],
  [{}, "UpdateMediaCover", update, "MissingMediaId"],
  [{ missingParameter: "MissingParameter" }, "UpdateMediaCover", update, "MissingParameter"],
  [
    { missingParameter: "InvalidParameter.NullValue" },
    "UpdateMediaCover",
    update,
    "InvalidParameter.NullValue",
  ],
  [
    {},
    "UpdateMediaCover",
    { MediaId: mediaId, CoverURL: "https://a/b.jpg" },
    "InvalidParameter.InvalidHTTPProtocol",
  ],
  [{ httpsCoverUrl: "accept" }, "UpdateMediaCover", { MediaId: mediaId, CoverURL: "https://a/b.jpg" }, "OK"],
  [
    {},
    "UpdateMediaCover",
    { MediaId: mediaId, CoverURL: `${coverUrl}${"x".repeat(3200)}` },
    "InvalidParameter.OutOfRange",
  ],
  [
    { longCoverUrl: "InvalidParameter" },
    "UpdateMediaCover",
    { MediaId: mediaId, CoverURL: `${coverUrl}${"x".repeat(3200)}` },
    "InvalidParameter",
  ],
  [
    { longCoverUrl: "accept" },
    "UpdateMediaCover",
    { MediaId: mediaId, CoverURL: `${coverUrl}${"x".repeat(3200)}` },
    "OK",
  ],
  [{}, "UpdateMediaCover", { MediaId: mediaId, CoverURL: `${coverUrl}?a=b` }, "OK"],
  [
    { coverUrlQuery: "InvalidParameter" },
    "UpdateMediaCover",
    { MediaId: mediaId, CoverURL: `${coverUrl}?a=b` },
    "InvalidParameter",
  ],
  [{ coverUrlQuery: "InvalidParameter" }, "UpdateMediaCover", { MediaId: mediaId, CoverURL: coverUrl }, "OK"],
  [{}, "UpdateMediaCover", { MediaId: mediaId, CoverURL: "http://cdn.example.com/a.jpg" }, "OK"],
  [
    { coverUrlHost: "InvalidParameter" },
    "UpdateMediaCover",
    { MediaId: mediaId, CoverURL: "http://cdn.example.com/a.jpg" },
    "InvalidParameter",
  ],
  [{ coverUrlHost: "InvalidParameter" }, "UpdateMediaCover", { MediaId: mediaId, CoverURL: coverUrl }, "OK"],
  [{}, "UpdateMediaCover", { MediaId: mediaId, CoverURL: "http://a/封 面.jpg" }, "OK"],
  [
    { coverUrlCharacters: "InvalidParameter" },
    "UpdateMediaCover",
    { MediaId: mediaId, CoverURL: "http://a/b c.jpg" },
    "InvalidParameter",
  ],
  [
    { coverUrlCharacters: "InvalidParameter" },
    "UpdateMediaCover",
    { MediaId: mediaId, CoverURL: "http://a/b%20c.jpg" },
    "OK",
  ],
  [{ omittedCoverUrl: "error" }, "UpdateMediaCover", { MediaId: mediaId }, "InvalidParameter.NullValue"],
  [
    { emptyCoverUrl: "error" },
    "UpdateMediaCover",
    { MediaId: mediaId, CoverURL: "" },
    "InvalidParameter.EmptyValue",
  ],
  [{}, "QueryMediaList", { MediaIds: elevenIds }, "InvalidParameter.OutOfRange"],
  [{ tooManyIds: "firstTen" }, "QueryMediaList", { MediaIds: elevenIds }, "OK"],
  [{ tooManyIds: "accept" }, "QueryMediaList", { MediaIds: elevenIds }, "OK"],
  [{}, "SubmitJobs", {}, "InvalidApi.NotFound"],
  [{ unknownAction: "UnsupportedOperation" }, "SubmitJobs", {}, "UnsupportedOperation"],
];

it.each(codes)("with %j, %s of %j answers %s", async (behaviour, action, parameters, code) => {
  const emulator = await startForTest({ seed, behaviour });
  expect(await call(emulator, action, parameters)).toMatchObject({ code });
});

describe("the cover after UpdateMediaCover", () => {
  const url = "http://covers.oss-cn-hangzhou.aliyuncs.com/%E5%B0%81/a%2Fb.jpg?x=1";
  it.each<[Partial<Behaviour>, Parameters, cover: string | undefined]>([
    [{}, { CoverURL: url }, url],
    [{}, {}, undefined],
    [{}, { CoverURL: "" }, undefined],
    [{ omittedCoverUrl: "ignore" }, {}, coverUrl],
    [{ omittedCoverUrl: "error" }, {}, coverUrl],
    [{ emptyCoverUrl: "ignore" }, { CoverURL: "" }, coverUrl],
    [{ emptyCoverUrl: "error" }, { CoverURL: "" }, coverUrl],
    [
      { storedCoverUrl: ["escapeSlashes"] },
      { CoverURL: url },
      "http://covers.oss-cn-hangzhou.aliyuncs.com/%E5%B0%81%2Fa%2Fb.jpg?x=1",
    ],
    [
      { storedCoverUrl: ["stripQuery", "unescapeSlashes"] },
      { CoverURL: url },
      "http://covers.oss-cn-hangzhou.aliyuncs.com/%E5%B0%81/a/b.jpg",
    ],
    [
      { storedCoverUrl: ["lowerCaseEscapes"] },
      { CoverURL: url },
      "http://covers.oss-cn-hangzhou.aliyuncs.com/%e5%b0%81/a%2fb.jpg?x=1",
    ],
  ])("with %j of %j is %s", async (behaviour, parameters, cover) => {
    const emulator = await startForTest({ seed, behaviour });
    await call(emulator, "UpdateMediaCover", { MediaId: mediaId, ...parameters });
    expect(emulator.media.get(mediaId)?.cover).toBe(cover);
  });
});

describe("a query's answer", () => {
  const otherId = "00000000000000000000000000000001";
  const two = [
    { mediaId, title: "first" },
    { mediaId: otherId, title: "second" },
  ];

  it.each<[Partial<Behaviour>, mediaIds: string, titles: readonly string[]]>([
    [{}, `${mediaId},${otherId}`, ["first", "second"]],
    [{ mediaOrder: "byMediaId" }, `${mediaId},${otherId}`, ["second", "first"]],
    [{}, `${mediaId},${mediaId}`, ["first"]],
    [{ repeatedIds: "each" }, `${mediaId},${mediaId}`, ["first", "first"]],
    [{ tooManyIds: "firstTen" }, `${elevenIds},${otherId}`, ["first"]],
    [{ tooManyIds: "accept" }, `${elevenIds},${otherId}`, ["first", "second"]],
  ])("with %j, for %s, has the media %j", async (behaviour, mediaIds, titles) => {
    const emulator = await startForTest({ seed: two, behaviour });
    const { text } = await call(emulator, "QueryMediaList", { MediaIds: mediaIds });
    expect(JSON.parse(text)).toMatchObject({
      MediaList: { Media: titles.map((title) => ({ Title: title })) },
    });
  });

  it.each<[Partial<Behaviour>, object]>([
    [{}, expect.not.objectContaining({ NonExistMediaIds: expect.anything() })],
    [{ nonExistList: "empty" }, expect.objectContaining({ NonExistMediaIds: { MediaId: [] } })],
  ])("with %j, when all media exist, is as it should be", async (behaviour, answer) => {
    const emulator = await startForTest({ seed, behaviour });
    const { text } = await call(emulator, "QueryMediaList", { MediaIds: mediaId });
    expect(JSON.parse(text)).toEqual(answer);
  });

  it.each<[Partial<Behaviour>, object]>([
    [{}, { MediaList: { Media: [] }, NonExistMediaIds: { MediaId: [deletedMediaId] } }],
    [{ deletedMediaInQueries: "Deleted" }, { MediaList: { Media: [{ PublishState: "Deleted" }] } }],
  ])("with %j, for a deleted media, is %j", async (behaviour, answer) => {
    const emulator = await startForTest({ seed, behaviour });
    const { text } = await call(emulator, "QueryMediaList", { MediaIds: deletedMediaId });
    expect(JSON.parse(text)).toMatchObject(answer);
  });

  it("finds a deleted media by its file too, where queries show deleted ones", async () => {
    const emulator = await startForTest({
      seed: [{ mediaId, fileUrl: "http://a/b.mp4" }],
      behaviour: { deletedMediaInQueries: "Deleted" },
    });
    emulator.media.delete(mediaId);
    const { text } = await call(emulator, "QueryMediaListByURL", { FileURLs: "http://a/b.mp4" });
    expect(JSON.parse(text)).toMatchObject({
      MediaList: { Media: [{ MediaId: mediaId, PublishState: "Deleted" }] },
    });
  });

  it("with signCoverUrlOnRead, has a different signed cover each time", async () => {
    const emulator = await startForTest({ seed, behaviour: { signCoverUrlOnRead: true } });
    const ask = async () => (await call(emulator, "QueryMediaList", { MediaIds: mediaId })).text;
    const signed = /"CoverURL":"([^?"]*)\?Expires=\d+&OSSAccessKeyId=emulator&Signature=([0-9a-f]+)"/;
    const [first, second] = [signed.exec(await ask()), signed.exec(await ask())];
    expect([first?.[1], second?.[1]]).toEqual([coverUrl, coverUrl]);
    expect(first?.[2]).not.toBe(second?.[2]);
    expect(emulator.media.get(mediaId)?.cover).toBe(coverUrl);
  });

  it("with a visibility delay, is the former state until the delay is over", async () => {
    const emulator = await startForTest({ seed, behaviour: { visibilityDelayMs: 2000 } });
    emulator.clock.set(new Date());
    const cover = async () => {
      const { text } = await call(emulator, "QueryMediaList", { MediaIds: mediaId });
      return /"CoverURL":"([^"]*)"/.exec(text)?.[1];
    };
    await call(emulator, "UpdateMediaCover", { MediaId: mediaId, CoverURL: `${coverUrl}2` });
    emulator.clock.advance(1000);
    await call(emulator, "UpdateMediaCover", { MediaId: mediaId, CoverURL: `${coverUrl}3` });
    expect(await cover()).toBe(coverUrl);
    emulator.clock.advance(1000);
    expect(await cover()).toBe(`${coverUrl}2`);
    emulator.clock.advance(1000);
    expect(await cover()).toBe(`${coverUrl}3`);
    expect(emulator.media.get(mediaId)?.cover).toBe(`${coverUrl}3`);
  });
});

it("with statusOf, a code comes with another status", async () => {
  const emulator = await startForTest({ behaviour: { statusOf: { SignatureDoesNotMatch: 403 } } });
  const accessKey = { accessKeyId: "testid", accessKeySecret: "wrong" };
  expect(await call(emulator, "QueryMediaList", {}, { accessKey })).toMatchObject({
    status: 403,
    code: "SignatureDoesNotMatch",
  });
});

describe("when several things are wrong at once", () => {
  const tooOld: CallOptions = {
    at: new Date(0),
    accessKey: { accessKeyId: "testid", accessKeySecret: "wrong" },
  };
  const order = ["nonce", "permission", "throttle", "accessKey"] as const;
  it.each<[Partial<Behaviour>, action: string, code: string]>([
    [{}, "QueryMediaList", "InvalidTimeStamp.Expired"],
    [
      { checkOrder: ["signature", "timestamp", "action", ...order] },
      "QueryMediaList",
      "SignatureDoesNotMatch",
    ],
    [{ checkOrder: ["action", "signature", "timestamp", ...order] }, "NoSuchThing", "InvalidApi.NotFound"],
  ])("with %j, %s answers %s", async (behaviour, action, code) => {
    const emulator = await startForTest({ behaviour });
    expect(await call(emulator, action, {}, tooOld)).toMatchObject({ code });
  });
});

it("a switch may be changed between two requests", async () => {
  const emulator = await startForTest();
  const parameters = { MediaId: mediaId, CoverURL: "https://a/b.jpg" };
  expect(await call(emulator, "UpdateMediaCover", parameters)).toMatchObject({ status: 400 });
  emulator.behaviour.httpsCoverUrl = "accept";
  expect(await call(emulator, "UpdateMediaCover", parameters)).toMatchObject({ status: 200 });
});

it("a switch changed in one emulator stays as it was in another", async () => {
  const [one, another] = [await startForTest(), await startForTest()];
  one.behaviour.visibilityDelayMs = 5000;
  expect(another.behaviour.visibilityDelayMs).toBe(0);
});

it.each([
  [
    "a switch that there is not",
    { ...defaultBehaviour, unknownMeida: "ignore" },
    /there is no "unknownMeida", only unknownMedia, /,
  ],
  [
    "an order that leaves a check out",
    { checkOrder: ["nonce"] as const },
    /checkOrder: must have each of accessKey/,
  ],
])("%s is refused at the start", async (_name, behaviour, message) => {
  await expect(startEmulator({ behaviour })).rejects.toThrow(message);
});
