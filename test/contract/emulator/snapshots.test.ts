import { describe, expect, it } from "vitest";
import { call } from "./support/signedCall.ts";
import {
  keynote,
  lookAt,
  queryJob,
  queryJobs,
  sequenceParameters,
  snapshotParameters,
  startWithVideo,
  submit,
  trySubmit,
} from "./support/snapshotJobs.ts";

describe("a synchronous snapshot job", () => {
  it("has put the picture into its bucket when it is answered", async () => {
    const emulator = await startWithVideo();
    const job = await submit(emulator, { ...snapshotParameters(), UserData: "封面-1" });
    expect(job).toEqual({
      Id: expect.stringMatching(/^[0-9a-f]{32}$/),
      State: "Success",
      CreationTime: "2026-01-02T03:04:05Z",
      Count: "1",
      UserData: "封面-1",
      MNSMessageResult: {},
      Input: { Bucket: "videos", Location: "oss-cn-hangzhou", Object: "2026%2Fkeynote%201.mp4" },
      SnapshotConfig: {
        OutputFile: { Bucket: "covers", Location: "oss-cn-hangzhou", Object: "a.jpg" },
        Time: "5000",
        FrameType: "normal",
        TileOut: {},
        TileOutputFile: {},
        TimeArray: {},
      },
    });
    expect(await lookAt(emulator, "a.jpg")).toBe("640 x 360: Keynote 00:00:05.000");
    expect(await queryJob(emulator, job.Id)).toEqual(job);
  });

  it.each([
    ["normal", 5000, "00:00:05.000"],
    ["intra", 5000, "00:00:08.000"],
    ["intra", 3999, "00:00:00.000"],
    ["intra", 99_000, "00:00:16.000"],
    ["normal", "19999", "00:00:19.999"],
  ])("of type %s at %s ms shows the frame at %s", async (frameType, time, timeCode) => {
    const emulator = await startWithVideo();
    await submit(emulator, snapshotParameters({ FrameType: frameType, Time: time }));
    expect(await lookAt(emulator, "a.jpg")).toBe(`640 x 360: Keynote ${timeCode}`);
  });

  it.each([
    [{ Width: "320" }, "320 x 180"],
    [{ Height: 90 }, "160 x 90"],
    [{ Width: 100, Height: 100 }, "100 x 100"],
    [{ Width: 8 }, "8 x 5"],
  ])("with the size %j makes a picture of %s", async (size, shown) => {
    const emulator = await startWithVideo();
    await submit(emulator, snapshotParameters(size));
    expect(await lookAt(emulator, "a.jpg")).toBe(`${shown}: Keynote 00:00:05.000`);
  });

  it("of the same object again replaces the picture, and is a job of its own", async () => {
    const emulator = await startWithVideo();
    const first = await submit(emulator, snapshotParameters());
    const second = await submit(emulator, snapshotParameters({ Time: "6000" }));
    expect(second.Id).not.toBe(first.Id);
    expect(await lookAt(emulator, "a.jpg")).toContain("00:00:06.000");
  });
});

describe("the name of an output object", () => {
  it.each([
    ["%E5%B0%81%E9%9D%A2%2F%E7%AC%AC%205%20%E7%A7%92.jpg", "封面/第 5 秒.jpg"],
    ["covers/it's%20(1)%20*new*!~.jpg", "covers/it's (1) *new*!~.jpg"],
    ["%7BObjectPrefix%7D%7BFileName%7D-%7BSnapshotTime%7D.jpg", "2026/keynote 1-5000.jpg"],
    ["{FileName}.{ExtName}/{TimeStamp}.jpg", "keynote 1.mp4/{TimeStamp}.jpg"],
    ["a%252Fb.jpg", "a%2Fb.jpg"],
    ["picture.png", "picture.png"],
  ])("%s is the object %s", async (sent, key) => {
    const emulator = await startWithVideo();
    const job = await submit(emulator, snapshotParameters({}, { output: { Object: sent } }));
    expect(job).toMatchObject({ SnapshotConfig: { OutputFile: { Object: sent } } });
    expect(await lookAt(emulator, encodeURIComponent(key))).toBe("640 x 360: Keynote 00:00:05.000");
  });

  it("is understood in an OutputFile that is a text, and answered in one that is an object", async () => {
    const emulator = await startWithVideo();
    const file = {
      Bucket: "covers",
      Location: "oss-cn-hangzhou",
      Object: "b.jpg",
      RoleArn: "acs:ram::1:role/a",
    };
    const job = await submit(emulator, snapshotParameters({ OutputFile: JSON.stringify(file) }));
    expect(job).toMatchObject({ SnapshotConfig: { OutputFile: file } });
    expect(await lookAt(emulator, "b.jpg")).toContain("Keynote");
  });
});

describe("an asynchronous snapshot job", () => {
  it("goes from Submitted over Snapshoting to Success, and its picture is there at the end", async () => {
    const emulator = await startWithVideo();
    const { Id: id, State: state } = await submit(emulator, snapshotParameters({ Num: "1" }));
    expect(state).toBe("Submitted");
    const stateNow = async () => (await queryJob(emulator, id))?.State;
    emulator.clock.advance(199);
    expect(await stateNow()).toBe("Submitted");
    emulator.clock.advance(1);
    expect(await stateNow()).toBe("Snapshoting");
    expect(await lookAt(emulator, "a.jpg")).toBe("NoSuchBucket");
    emulator.clock.advance(300);
    expect(await lookAt(emulator, "a.jpg")).toContain("00:00:05.000");
    expect(await queryJob(emulator, id)).toMatchObject({ State: "Success", Count: "1" });
  });

  it.each([
    ["Num alone is one picture every 10 s", { Num: "2" }, ["05.000", "15.000"]],
    ["points past the end are left out", { Num: 5, Interval: "10" }, ["05.000", "15.000"]],
    ["Interval alone goes on to the end", { Interval: 5 }, ["05.000", "10.000", "15.000"]],
    ["an interval of 0 spreads them", { Num: 3, Interval: 0 }, ["05.000", "10.000", "15.000"]],
    ["a time past the end leaves none", { Num: 3, Time: 20_000 }, []],
    [
      "key frames where there are some",
      { Num: 9, Interval: 2, Time: 0, FrameType: "intra" },
      ["00.000", "08.000", "16.000"],
    ],
  ])("%s: %j", async (_what, config, seconds) => {
    const emulator = await startWithVideo();
    const { Id: id } = await submit(emulator, sequenceParameters(config));
    emulator.clock.advance(10_000);
    expect(await queryJob(emulator, id)).toMatchObject({ State: "Success", Count: String(seconds.length) });
    for (const [index, second] of seconds.entries()) {
      expect(await lookAt(emulator, `1-0000${index + 1}.jpg`)).toBe(`640 x 360: Keynote 00:00:${second}`);
    }
    expect(await lookAt(emulator, `1-0000${seconds.length + 1}.jpg`)).toMatch(/^NoSuch/);
  });

  it("stays Submitted while its pipeline is paused, and one that has begun goes on", async () => {
    const emulator = await startWithVideo();
    const [pipeline] = emulator.pipelines.list();
    const pipelineId = pipeline?.pipelineId ?? "";
    const begun = await submit(emulator, snapshotParameters({ Num: 1 }));
    expect(begun.PipelineId).toBe(pipelineId);
    emulator.clock.advance(250);
    emulator.pipelines.setState(pipelineId, "Paused");
    const held = await submit(emulator, { ...snapshotParameters({ Num: 1 }), PipelineId: pipelineId });
    emulator.clock.advance(60_000);
    expect(await queryJob(emulator, begun.Id)).toMatchObject({ State: "Success" });
    expect(await queryJob(emulator, held.Id)).toMatchObject({ State: "Submitted" });
    emulator.pipelines.setState(pipelineId, "Active");
    expect(await queryJob(emulator, held.Id)).toMatchObject({ State: "Submitted" });
    emulator.clock.advance(500);
    expect(await queryJob(emulator, held.Id)).toMatchObject({ State: "Success" });
  });
});

const noVideo = { input: { Object: "none.mp4" } };
const elsewhere = { Location: "oss-cn-shanghai" };
const unencoded = { input: { Object: "2026%252Fkeynote%25201.mp4" } };

describe("a snapshot job fails", () => {
  it.each([
    ["the video is not there", {}, noVideo, "InvalidParameter.ResourceNotFound"],
    ["the video's name is encoded once too often", {}, unencoded, "InvalidParameter.ResourceNotFound"],
    ["the video is in another region", {}, { input: elsewhere }, "InvalidParameter.ResourceNotFound"],
    [
      "the picture's bucket is in another region",
      {},
      { output: elsewhere },
      "InvalidParameter.ResourceNotFound",
    ],
    ["the frame is past the end", { Time: 20_000 }, {}, "InvalidParameter.ResourceContentBad"],
  ])("where %s", async (_why, config, changes, code) => {
    const emulator = await startWithVideo();
    const failed = await submit(emulator, snapshotParameters(config, changes));
    expect(failed).toMatchObject({ State: "Fail", Code: code, Message: expect.any(String) });
    expect(failed.Count).toBeUndefined();
    const later = await submit(emulator, snapshotParameters({ ...config, Num: 1 }, changes));
    expect(later.State).toBe("Submitted");
    emulator.clock.advance(10_000);
    expect(await queryJob(emulator, later.Id)).toMatchObject({ State: "Fail", Code: code });
    expect(await lookAt(emulator, "a.jpg")).toBe("NoSuchBucket");
  });

  it("where the video is damaged", async () => {
    const emulator = await startWithVideo({ seed: [{ ...keynote, video: { isDamaged: true } }] });
    expect(await submit(emulator, snapshotParameters())).toMatchObject({
      State: "Fail",
      Code: "InvalidParameter.ResourceContentBad",
      Message: 'The resource operated "InputFile" is bad.',
    });
  });

  it("where a synchronous one takes more than five seconds, which an asynchronous one may", async () => {
    const emulator = await startWithVideo({ seed: [{ ...keynote, video: { snapshotMs: 5001 } }] });
    expect(await submit(emulator, snapshotParameters())).toMatchObject({
      State: "Fail",
      Code: "SnapshotTimeOut",
    });
    const { Id: id } = await submit(emulator, snapshotParameters({ Num: 1 }));
    emulator.clock.advance(5200);
    expect(await queryJob(emulator, id)).toMatchObject({ State: "Snapshoting" });
    emulator.clock.advance(1);
    expect(await queryJob(emulator, id)).toMatchObject({ State: "Success" });
  });

  it.each([
    ["videos", { input: false }, "PermissionDenied.ResourceAccess"],
    ["covers", { output: false }, "PermissionDenied.ResourceAccess"],
    ["covers", { region: "cn-shanghai" }, "InvalidParameter.ResourceNotFound"],
    ["videos", { region: "cn-shanghai" }, "InvalidParameter.ResourceNotFound"],
  ])("where the bucket %s is as in %j", async (bucket, change, code) => {
    const buckets = [{ bucket: "videos" }, { bucket: "covers" }].map((each) =>
      each.bucket === bucket ? { ...each, ...change } : each,
    );
    const emulator = await startWithVideo({ buckets });
    expect(await submit(emulator, snapshotParameters())).toMatchObject({ State: "Fail", Code: code });
  });

  it("where a bucket was not granted at all", async () => {
    const emulator = await startWithVideo({ buckets: [{ bucket: "videos" }] });
    expect(await submit(emulator, snapshotParameters())).toMatchObject({
      State: "Fail",
      Message: 'MTS not authorized to operate on the specified resource "covers".',
    });
  });

  it("where its pipeline is for other jobs", async () => {
    const pipelineId = "dd3dae411e704030b921e52698e50001";
    const emulator = await startWithVideo({ pipelines: [{ pipelineId, speed: "AIVideoCover" }] });
    const job = await submit(emulator, { ...snapshotParameters({ Num: 1 }), PipelineId: pipelineId });
    emulator.clock.advance(10_000);
    expect(await queryJob(emulator, job.Id)).toMatchObject({ Code: "InvalidParameter.ResourceNotSupported" });
  });
});

describe("a submission is refused", () => {
  const longKey = { output: { Object: `${"%E5".repeat(3)}${"a".repeat(1021)}` } };
  it.each([
    ["InvalidParameter.JsonFormatInvalid", { ...snapshotParameters(), Input: "{" }],
    ["InvalidParameter.JsonObjectFormatInvalid", { ...snapshotParameters(), Input: "[]" }],
    ["InvalidParameter.JsonFormatInvalid", snapshotParameters({ OutputFile: "a.jpg" })],
    ["InvalidParameter.NullValue", snapshotParameters({ OutputFile: undefined })],
    ["InvalidParameter.NullValue", snapshotParameters({ Time: undefined })],
    ["InvalidParameter.NullValue", snapshotParameters({}, { input: { Bucket: undefined } })],
    ["InvalidParameter.BucketNameInvalid", snapshotParameters({}, { input: { Bucket: "No" } })],
    ["InvalidParameter.LocationInvalid", snapshotParameters({}, { input: { Location: "cn-hangzhou" } })],
    ["InvalidParameter.ObjectKeyInvalid", snapshotParameters({}, { input: { Object: "%2Fa.mp4" } })],
    ["InvalidParameter.ObjectKeyInvalid", snapshotParameters({}, { input: { Object: "100%.mp4" } })],
    ["InvalidParameter.ObjectKeyInvalid", snapshotParameters({}, { input: { Object: "a%0Ab.mp4" } })],
    ["InvalidParameter.ObjectKeyInvalid", snapshotParameters({}, longKey)],
    ["InvalidParameter.NumberFormatInvalid", snapshotParameters({ Time: "5s" })],
    ["InvalidParameter.NumberFormatInvalid", snapshotParameters({ Time: 1.5 })],
    ["InvalidParameter.OutOfRange", snapshotParameters({ Time: -1 })],
    ["InvalidParameter.OutOfRange", snapshotParameters({ Width: 7 })],
    ["InvalidParameter.OutOfRange", snapshotParameters({ Height: 4097 })],
    ["InvalidParameter.OutOfRange", snapshotParameters({ Num: 0 })],
    ["InvalidParameter.OutOfRange", snapshotParameters({ BlackLevel: 29 })],
    ["InvalidParameter.OutOfRange", { ...snapshotParameters(), UserData: "界".repeat(342) }],
    ["InvalidParameter", snapshotParameters({ FrameType: "any" })],
    ["InvalidParameter", snapshotParameters({ Num: 2 })],
    ["InvalidParameter.NotSupported", snapshotParameters({ TileOut: { Lines: "2" } })],
    ["InvalidParameter.UUIDFormatInvalid", { ...snapshotParameters(), PipelineId: "abc" }],
    ["InvalidParameter.ResourceNotFound", { ...snapshotParameters(), PipelineId: "0".repeat(32) }],
    ["MissingInput", { SnapshotConfig: "{}" }],
    ["MissingSnapshotConfig", { Input: snapshotParameters().Input }],
  ])("with %s: %j", async (code, parameters) => {
    const emulator = await startWithVideo();
    expect(await trySubmit(emulator, parameters)).toMatchObject({ status: 400, code });
    expect((await queryJobs(emulator, {})).jobs).toEqual([]);
  });

  it("after 50 in a second, apart from other operations", async () => {
    const emulator = await startWithVideo();
    const answers = await Promise.all(
      Array.from({ length: 52 }, () => trySubmit(emulator, snapshotParameters())),
    );
    expect(answers.filter(({ code }) => code === "Throttling.User")).toHaveLength(2);
    expect(await call(emulator, "QuerySnapshotJobList")).toMatchObject({ code: "OK" });
  });
});

describe("QuerySnapshotJobList", () => {
  it("finds up to ten jobs by id, newest first, and lists the ids of none", async () => {
    const emulator = await startWithVideo();
    const first = await submit(emulator, snapshotParameters());
    const second = await submit(emulator, snapshotParameters());
    const unknown = "0".repeat(32);
    const ids = [first.Id, unknown, second.Id].join();
    const { jobs, missing, nextPageToken } = await queryJobs(emulator, { SnapshotJobIds: ids });
    expect(jobs.map(({ Id: id }) => id)).toEqual([second.Id, first.Id]);
    expect([missing, nextPageToken]).toEqual([[unknown], undefined]);
    expect((await queryJobs(emulator, { SnapshotJobIds: first.Id })).missing).toBeUndefined();
  });

  it.each([
    [{ SnapshotJobIds: Array(11).fill("0".repeat(32)).join() }, "InvalidParameter.OutOfRange"],
    [{ SnapshotJobIds: "abc" }, "InvalidParameter.UUIDFormatInvalid"],
    [{ MaximumPageSize: "301" }, "InvalidParameter.OutOfRange"],
    [{ MaximumPageSize: "many" }, "InvalidParameter.NumberFormatInvalid"],
    [{ State: "Done" }, "InvalidParameter.InvalidState"],
    [{ StartOfJobCreatedTimeRange: "yesterday" }, "InvalidParameter.Format"],
    [{ NextPageToken: "abc" }, "InvalidParameter"],
  ])("refuses %j with %s", async (parameters, code) => {
    const emulator = await startWithVideo();
    expect(await call(emulator, "QuerySnapshotJobList", parameters)).toMatchObject({ status: 400, code });
  });

  it("goes through all jobs in pages, newest first, whatever comes in between", async () => {
    const emulator = await startWithVideo();
    const ids: string[] = [];
    for (let index = 0; index < 5; index += 1) ids.push((await submit(emulator, snapshotParameters())).Id);
    const seen: string[] = [];
    let token: string | undefined;
    const tokens: string[] = [];
    do {
      const next = token === undefined ? {} : { NextPageToken: token };
      const { jobs, nextPageToken } = await queryJobs(emulator, { MaximumPageSize: "2", ...next });
      seen.push(...jobs.map(({ Id: id }) => id));
      token = nextPageToken;
      if (token !== undefined) tokens.push(token);
      await submit(emulator, snapshotParameters());
    } while (token !== undefined);
    expect(seen).toEqual(ids.toReversed());
    expect(new Set(tokens).size).toBe(2);
  });

  it("filters by state, pipeline and time of creation", async () => {
    const emulator = await startWithVideo();
    const [pipeline] = emulator.pipelines.list();
    const failed = await submit(emulator, snapshotParameters({}, noVideo));
    emulator.clock.advance(60_000);
    const waiting = await submit(emulator, snapshotParameters({ Num: 1 }));
    const idsOf = async (filter: Readonly<Record<string, string>>) =>
      (await queryJobs(emulator, filter)).jobs.map(({ Id: id }) => id);
    expect(await idsOf({ State: "Fail" })).toEqual([failed.Id]);
    expect(await idsOf({ State: "Submitted" })).toEqual([waiting.Id]);
    expect(await idsOf({ State: "All" })).toEqual([waiting.Id, failed.Id]);
    expect(await idsOf({ PipelineId: pipeline?.pipelineId ?? "" })).toEqual([waiting.Id]);
    expect(await idsOf({ StartOfJobCreatedTimeRange: "2026-01-02T03:05:05Z" })).toEqual([waiting.Id]);
    expect(await idsOf({ EndOfJobCreatedTimeRange: "2026-01-02T03:05:04Z" })).toEqual([failed.Id]);
  });

  it("knows jobs of its region only, and forgets each after 90 days", async () => {
    const emulator = await startWithVideo();
    const { Id: id } = await submit(emulator, snapshotParameters());
    const elsewhereToo = { headers: { "x-acs-region-id": "cn-shanghai" } };
    const { text } = await call(emulator, "QuerySnapshotJobList", { SnapshotJobIds: id }, elsewhereToo);
    expect(JSON.parse(text)).toMatchObject({ NonExistSnapshotJobIds: { String: [id] } });
    emulator.clock.advance(90 * 24 * 3600 * 1000);
    expect(await queryJob(emulator, id)).toBeDefined();
    emulator.clock.advance(1);
    expect((await queryJobs(emulator, { SnapshotJobIds: id })).missing).toEqual([id]);
    expect(await lookAt(emulator, "a.jpg")).toContain("Keynote");
  });
});

describe("pictures that jobs took", () => {
  it("are refused to everybody where their bucket is private", async () => {
    const emulator = await startWithVideo({
      buckets: [{ bucket: "videos" }, { bucket: "covers", acl: "private" }],
    });
    await submit(emulator, snapshotParameters());
    expect(await lookAt(emulator, "a.jpg")).toBe("AccessDenied");
  });

  it("are the covers that the page shows", async () => {
    const emulator = await startWithVideo();
    await submit(emulator, snapshotParameters());
    const url = encodeURIComponent("http://covers.oss-cn-hangzhou.aliyuncs.com/a.jpg");
    const answer = await fetch(`${emulator.url}/page/cover?url=${url}`);
    expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "image/jpeg"]);
  });

  it("are the same whenever they are fetched", async () => {
    const emulator = await startWithVideo();
    await submit(emulator, snapshotParameters());
    const url = `${emulator.url}/oss/covers/a.jpg`;
    const first = await fetch(url);
    const etag = first.headers.get("etag") ?? "";
    expect((await fetch(url, { headers: { "if-none-match": etag } })).status).toBe(304);
  });
});

describe("pipelines", () => {
  const seeds = Array.from({ length: 12 }, (_, index) => {
    const pipelineId = index.toString(16).padStart(32, "0");
    return { pipelineId, ...(index === 3 && { state: "Paused" as const }), name: `p${index}` };
  });

  it("are one in each region unless told otherwise", async () => {
    const emulator = await startWithVideo();
    const { text } = await call(emulator, "SearchPipeline");
    expect(JSON.parse(text)).toMatchObject({
      TotalCount: 1,
      PageNumber: 1,
      PageSize: 10,
      PipelineList: {
        Pipeline: [
          {
            Id: expect.stringMatching(/^[0-9a-f]{32}$/),
            Name: "mts-service-pipeline",
            State: "Active",
            Speed: "Standard",
            Role: "AliyunMTSDefaultRole",
            NotifyConfig: {},
          },
        ],
      },
    });
  });

  it.each([
    [{}, 12, ["p0", "p1", "p2", "p3", "p4", "p5", "p6", "p7", "p8", "p9"]],
    [{ PageNumber: "2" }, 12, ["p10", "p11"]],
    [{ State: "Paused" }, 1, ["p3"]],
    [{ State: "Active", PageSize: "3" }, 11, ["p0", "p1", "p2"]],
    [{ PageNumber: "9" }, 12, []],
  ])("are searched by %j", async (parameters, total, names) => {
    const emulator = await startWithVideo({ pipelines: seeds });
    const { text } = await call(emulator, "SearchPipeline", parameters);
    expect(JSON.parse(text)).toMatchObject({
      TotalCount: total,
      PipelineList: { Pipeline: names.map((name) => ({ Name: name })) },
    });
  });

  it.each([
    [{ PageSize: "101" }, "InvalidParameter.OutOfRange"],
    [{ PageNumber: "0" }, "InvalidParameter.OutOfRange"],
    [{ State: "Sleeping" }, "InvalidParameter.InvalidState"],
  ])("are not searched by %j", async (parameters, code) => {
    const emulator = await startWithVideo();
    expect(await call(emulator, "SearchPipeline", parameters)).toMatchObject({ code });
  });

  it("are found by id, and the ids of none are listed", async () => {
    const emulator = await startWithVideo({ pipelines: seeds });
    const unknown = "f".repeat(32);
    const { text } = await call(emulator, "QueryPipelineList", {
      PipelineIds: `${"0".repeat(31)}1,${unknown}`,
    });
    expect(JSON.parse(text)).toMatchObject({
      PipelineList: { Pipeline: [{ Name: "p1" }] },
      NonExistPids: { String: [unknown] },
    });
  });

  it("that are none cannot be paused", async () => {
    const emulator = await startWithVideo();
    expect(() => emulator.pipelines.setState("0".repeat(32), "Paused")).toThrow(
      /there is no pipeline 0{32} in/,
    );
  });
});

it.each([
  [{ buckets: [{ bucket: "a" }] }, /options\.buckets: entry 0\.bucket/],
  [{ pipelines: [{ pipelineId: "abc" }] }, /options\.pipelines: entry 0\.pipelineId: must be 32/],
  [{ seed: [{ ...keynote, video: { widthPixels: 0 } }] }, /entry 0\.video\.widthPixels/],
])("%j is refused at the start", async (options, message) => {
  await expect(startWithVideo(options)).rejects.toThrow(message);
});
