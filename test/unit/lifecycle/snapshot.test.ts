import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { describeProblem, invalid, valid } from "../../../provider/cover/problem";
import type { Change } from "../../../provider/lifecycle/change";
import { check } from "../../../provider/lifecycle/snapshot/check";
import { diff } from "../../../provider/lifecycle/snapshot/diff";
import { coverSnapshot } from "../../../provider/lifecycle/lifecycle";
import { unknownValue } from "../../../provider/lifecycle/unknown";
import { fakePorts } from "../../support/fakeService";

const mediaId = "6cc3aa66d1cb4bb2adf14e726c0a0001";
const region = "cn-hangzhou";
const here = valid(region);
const byId = { mediaId, time: 12.5, bucket: "covers" };
const byFile = { fileUrl: "oss://videos/2026/keynote 1.mp4", time: "1m12.5s", bucket: "covers" };

type Values = Record<string, unknown>;
/** As the host passes them on: as JSON. */
const inputsOf = (news: Values): Values => JSON.parse(JSON.stringify(check(news, here).inputs));
const reasonsOf = (news: Values, defaultRegion = here): string[] =>
  check(news, defaultRegion).problems.map(describeProblem);
const urlOf = (news: Values): unknown => inputsOf(news)["coverUrl"];

describe("check of a snapshot", () => {
  it("completes good arguments, and works out where the picture will be", () => {
    const objectKey = "covers/05f395bf115768fd520e79b8aaeb8cad.jpg";
    expect(check(byId, here)).toEqual({
      inputs: {
        ...byId,
        frameType: "normal",
        prefix: "covers/",
        region,
        objectKey: expect.stringMatching(/^covers\/[0-9a-f]{32}\.jpg$/),
        coverUrl: expect.stringMatching(
          /^http:\/\/covers\.oss-cn-hangzhou\.aliyuncs\.com\/covers\/[0-9a-f]{32}\.jpg$/,
        ),
      },
      problems: [],
    });
    // FROZEN: another name would take every picture again.
    expect(inputsOf(byId)["objectKey"]).toBe(objectKey);
  });

  it.each([
    [{ baseUrl: "http://img.example.com" }, /^http:\/\/img\.example\.com\/covers\/[0-9a-f]{32}\.jpg$/],
    [{ baseUrl: "HTTP://Img.example.com/a b/" }, /^http:\/\/img\.example\.com\/a%20b\/covers\//],
    [
      { prefix: "封面/" },
      /^http:\/\/covers\.oss-cn-hangzhou\.aliyuncs\.com\/%E5%B0%81%E9%9D%A2\/[0-9a-f]{32}/,
    ],
    [{ prefix: "" }, /^http:\/\/covers\.oss-cn-hangzhou\.aliyuncs\.com\/[0-9a-f]{32}\.jpg$/],
    [{ region: "cn-beijing" }, /^http:\/\/covers\.oss-cn-beijing\.aliyuncs\.com\/covers\//],
  ])("puts the picture's URL together with %j", (more, url) => {
    expect(urlOf({ ...byId, ...more })).toMatch(url);
  });

  it("gives each picture a URL of its own", () => {
    const changes = [
      {},
      { mediaId: "6cc3aa66d1cb4bb2adf14e726c0a0002" },
      { mediaId: undefined, fileUrl: "oss://videos/a.mp4" },
      { mediaId: undefined, fileUrl: "oss://videos/b.mp4" },
      { mediaId: undefined, fileUrl: "oss://archive/a.mp4" },
      { time: 12.501 },
      { time: "12.5%" },
      { frameType: "intra" },
      { width: 640 },
      { height: 640 },
      { width: 640, height: 640 },
      { triggers: [1] },
      { triggers: ["1"] },
      { triggers: [{ a: 1, b: 2 }] },
    ];
    const urls = changes.map((change) => urlOf({ ...byId, ...change }));
    expect(new Set(urls).size).toBe(changes.length);
  });

  it.each([
    [byId, { time: "12.5s" }],
    [byId, { time: "00:00:12.500" }],
    [byId, { frameType: "normal", pipelineId: "dd3dae411e704030b921e52698e50001", triggers: [] }],
    [byFile, { fileUrl: "http://videos.oss-cn-hangzhou.aliyuncs.com/2026/keynote%201.mp4" }],
    [{ ...byId, triggers: [{ a: 1, b: 2 }] }, { triggers: [{ b: 2, a: 1 }] }],
  ])("gives the picture of %j the same URL with %j", (news, spelledOtherwise) => {
    expect(urlOf({ ...news, ...spelledOtherwise })).toBe(urlOf(news));
  });

  it.each([
    [{ mediaId: unknownValue }, ["objectKey", "coverUrl"]],
    [{ time: unknownValue }, ["objectKey", "coverUrl"]],
    [{ triggers: [{ of: unknownValue }] }, ["objectKey", "coverUrl"]],
    [{ prefix: unknownValue }, ["objectKey", "coverUrl"]],
    [{ bucket: unknownValue }, ["coverUrl"]],
    [{ region: unknownValue }, ["coverUrl"]],
    [{ baseUrl: unknownValue }, ["coverUrl"]],
    [{ bucket: unknownValue, baseUrl: "http://img.example.com" }, []],
    [{ pipelineId: unknownValue }, []],
  ])("does not know in a preview with %j: %j", (unknown, names) => {
    const { inputs, problems } = check({ ...byId, ...unknown }, here);
    expect(problems).toEqual([]);
    const found = ["objectKey", "coverUrl"].filter((name) => inputs[name] === unknownValue);
    expect(found).toEqual(names);
  });

  it.each([
    { fileUrl: "http://videos.oss-cn-hangzhou.aliyuncs.com/2026/keynote.mp4" },
    { fileUrl: "http://videos.oss-cn-beijing.aliyuncs.com/2026/keynote.mp4", region: unknownValue },
    { fileUrl: unknownValue },
  ])("takes a file of its own region, or of one that is not known yet: %j", (source) => {
    expect(reasonsOf({ ...byFile, ...source })).toEqual([]);
  });

  it("reports all problems together", () => {
    expect(
      reasonsOf({ time: -1, frameType: "best", width: 4, height: 4097, prefix: "/a", frame_type: 1 }),
    ).toEqual([
      "time must be a time in the video; got -1; write 0 for the first frame: there is nothing before it",
      'frameType must be "normal", for the very frame, or "intra", for the nearest key frame; got "best"',
      "width must be a whole number of pixels from 8 to 4096; got 4",
      "height must be a whole number of pixels from 8 to 4096; got 4097",
      "bucket is required; give the name of the bucket that the picture goes to",
      'prefix must name an object that begins with neither / nor \\; got "/a"',
      "frame_type is not an argument of CoverSnapshot; did you mean frameType?",
      "give the video: its mediaId, or the fileUrl of its source file",
    ]);
  });

  it.each([
    [{ fileUrl: byFile.fileUrl }, "give one of mediaId and fileUrl, not both"],
    [{ mediaId: undefined, fileUrl: "http://cdn.example.com/a.mp4" }, "fileUrl must be an object in OSS"],
    [
      { mediaId: undefined, fileUrl: `oss://videos/${"封".repeat(342)}` },
      "fileUrl must name an object by at most 1023 bytes of UTF-8, where it has 1026",
    ],
    [
      { mediaId: undefined, fileUrl: "http://videos.oss-cn-beijing.aliyuncs.com/a.mp4" },
      'fileUrl must be in a bucket of the region cn-hangzhou, as MPS reads no others; got "http://videos.oss-cn-beijing.aliyuncs.com/a.mp4"; set region to that of the file',
    ],
    [{ bucket: "My_Bucket" }, "bucket must be the name of an OSS bucket"],
    [{ prefix: "{FileName}/" }, "prefix must not have { or }, which the service takes for placeholders"],
    [{ prefix: "a".repeat(988) }, "prefix must name an object by at most 1023 bytes"],
    [{ prefix: 7 }, "prefix must be the beginning of an object's name; got 7"],
    [{ baseUrl: "https://img.example.com" }, "baseUrl must be an http: URL"],
    [{ baseUrl: 7 }, "baseUrl must be the http: URL at which the bucket is served; got 7"],
    [
      { baseUrl: `http://img.example.com/${"a".repeat(3140)}` },
      "baseUrl must be at most 3200 bytes long after percent-encoding",
    ],
    [{ pipelineId: "mine" }, "pipelineId must be the id of a pipeline: 32 characters of 0-9 and a-f"],
    [{ triggers: "v2" }, "triggers must be a list of values"],
    [{ triggers: [{ version: 7n }] }, "triggers must hold values that JSON can write"],
    [{ width: 640.5 }, "width must be a whole number"],
    [{ width: "640" }, "width must be a whole number"],
    [{ time: "101%" }, "time must be at most 100% of the duration"],
    [{ coverUrl: "http://h/a.jpg" }, "coverUrl is not an argument of CoverSnapshot"],
  ])("refuses %o", (more, reason) => {
    expect(reasonsOf({ ...byId, ...more })).toEqual([expect.stringContaining(reason)]);
  });

  it("names what to set when there is no region", () => {
    expect(reasonsOf(byId, invalid("is not set", { fix: "set it" }))).toEqual(["region is not set; set it"]);
  });

  it("never throws, whatever it is given", () => {
    const anything = fc.anything({ withBigInt: true, withDate: true, withMap: true });
    const news = fc.record(
      {
        mediaId: fc.oneof(fc.constant(mediaId), anything),
        fileUrl: fc.oneof(fc.constant(byFile.fileUrl), anything),
        time: fc.oneof(fc.double(), fc.string(), anything),
        width: fc.oneof(fc.integer(), anything),
        bucket: fc.oneof(fc.constant("covers"), anything),
        prefix: fc.oneof(fc.string({ unit: "binary" }), anything),
        baseUrl: fc.oneof(fc.webUrl(), anything),
        triggers: fc.oneof(fc.array(anything), anything),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(news, (given) => {
        const { inputs, problems } = check(given, here);
        if (problems.length === 0) expect(inputs["coverUrl"]).toMatch(/^http:/);
      }),
      { numRuns: 500 },
    );
  });
});

const warningsOf = (more: Values): string[] =>
  coverSnapshot.warnings(inputsOf({ ...byId, ...more })).map(describeProblem);

describe("warnings of a snapshot", () => {
  it.each([
    [{}, []],
    [{ width: 1280, height: 320 }, []],
    [
      { width: 1281, height: 320 },
      [
        "width and height make a picture with one side more than four times the other, so the service distorts the frame; got 1281 x 320; give one of the two, and the other follows from the video",
      ],
    ],
    [
      { baseUrl: "http://covers.oss-cn-hangzhou-internal.aliyuncs.com" },
      [
        expect.stringMatching(
          /^baseUrl names an internal endpoint of OSS, so viewers cannot load the picture/,
        ),
      ],
    ],
  ])("with %j are %j", (more, warnings) => {
    expect(warningsOf(more)).toEqual(warnings);
  });
});

const recorded = (news: Values): Values => ({
  fileUrl: "http://videos.oss-cn-hangzhou.aliyuncs.com/a.mp4",
  timeMs: 12_500,
  ...inputsOf(news),
});
const change = (onChange: Change["onChange"], kind: Change["kind"], ...path: string[]): Change => ({
  path,
  kind,
  onChange,
});

describe("diff of a snapshot", () => {
  it.each<[string, Values, Values, Change[]]>([
    ["nothing changed", byId, {}, []],
    ["the time is spelled otherwise", byId, { time: "12.5s" }, []],
    [
      "the file is spelled otherwise",
      byFile,
      { fileUrl: "http://videos.oss-cn-hangzhou.aliyuncs.com/2026/keynote%201.mp4" },
      [],
    ],
    [
      "the order of keys in a trigger changed",
      { ...byId, triggers: [{ a: 1, b: 2 }] },
      { triggers: [{ b: 2, a: 1 }] },
      [],
    ],
    ["the engine's own property changed", byId, { __provider: "other" }, []],
    ["the time changed", byId, { time: 13 }, [change("update", "update", "time")]],
    ["the time is unknown", byId, { time: unknownValue }, [change("update", "update", "time")]],
    ["a width is given", byId, { width: 640 }, [change("update", "add", "width")]],
    [
      "a width is taken away",
      { ...byId, width: 640 },
      { width: undefined },
      [change("update", "delete", "width")],
    ],
    [
      "a trigger changed",
      { ...byId, triggers: [1] },
      { triggers: [2] },
      [change("update", "update", "triggers")],
    ],
    [
      "a trigger is unknown",
      { ...byId, triggers: [1] },
      { triggers: [unknownValue] },
      [change("update", "update", "triggers")],
    ],
    ["the bucket changed", byId, { bucket: "others" }, [change("update", "update", "bucket")]],
    ["the region changed", byId, { region: "cn-beijing" }, [change("replace", "update", "region")]],
    [
      "the video changed",
      byId,
      { mediaId: "6cc3aa66d1cb4bb2adf14e726c0a0002" },
      [change("replace", "update", "mediaId")],
    ],
    ["the file changed", byFile, { fileUrl: "oss://videos/b.mp4" }, [change("replace", "update", "fileUrl")]],
    ["the file is unknown", byFile, { fileUrl: unknownValue }, [change("replace", "update", "fileUrl")]],
    [
      "the video is named by its file instead",
      byId,
      { mediaId: undefined, fileUrl: "oss://videos/b.mp4" },
      [change("replace", "delete", "mediaId"), change("replace", "add", "fileUrl")],
    ],
  ])("when %s", (_what, old, newer, changed) => {
    expect(diff(recorded(old), inputsOf({ ...old, ...newer }))).toEqual({ changed });
  });
});

describe("a snapshot's methods", () => {
  it("change only what is recorded where the picture keeps its place", async () => {
    const ports = fakePorts();
    const news = inputsOf({ ...byId, baseUrl: "http://img.example.com" });
    const { outs } = await coverSnapshot.update(ports, recorded(byId), news);
    expect(outs).toEqual({ ...news, fileUrl: recorded(byId)["fileUrl"], timeMs: 12_500 });
    expect(ports.calls).toEqual([]);
  });

  it("delete and read make no call, and read gives back what is recorded", async () => {
    const ports = fakePorts();
    await coverSnapshot.delete(ports, recorded(byFile));
    const read = await coverSnapshot.read(ports, "id", recorded(byFile));
    expect(read).toEqual({ id: "id", props: recorded(byFile), inputs: inputsOf(byFile) });
    const readById = await coverSnapshot.read(ports, "id", recorded(byId));
    expect(readById["inputs"]).toEqual(inputsOf(byId));
    expect(ports.calls).toEqual([]);
  });

  it("say that an id alone finds nothing", async () => {
    await expect(coverSnapshot.read(fakePorts(), `${region}/${mediaId}`, {})).rejects.toThrow(
      "a CoverSnapshot cannot be imported or looked up by an id",
    );
  });
});
