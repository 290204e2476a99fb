import { describe, expect, it } from "vitest";
import type { Behaviour, EmulatorOptions } from "../../../emulator/index.ts";
import { call } from "./support/signedCall.ts";
import {
  keynote,
  lookAt,
  queryJob,
  queryJobs,
  snapshotParameters,
  startWithVideo,
  submit,
  trySubmit,
} from "./support/snapshotJobs.ts";

const noVideo = { input: { Object: "none.mp4" } };
const past = { Time: 20_000 };
const sync = snapshotParameters();
const async = snapshotParameters({ Num: 1 });
const pipelineId = "dd3dae411e704030b921e52698e50001";
const paused: EmulatorOptions = { pipelines: [{ pipelineId, state: "Paused" }] };
const withoutOutput: EmulatorOptions = { buckets: [{ bucket: "videos" }] };
const outputElsewhere: EmulatorOptions = {
  buckets: [{ bucket: "videos" }, { bucket: "covers", region: "cn-shanghai" }],
};
const plus = {
  seed: [{ ...keynote, fileUrl: "http://videos.oss-cn-hangzhou.aliyuncs.com/a%20b.mp4" }],
};
const plusSent = snapshotParameters({}, { input: { Object: "a+b.mp4" } });

describe("a job, as the answer to its submission shows it", () => {
  it.each<[Partial<Behaviour>, Record<string, string>, EmulatorOptions, job: object]>([
    [{}, snapshotParameters({}, noVideo), {}, { Code: "InvalidParameter.ResourceNotFound" }],
    [{ codeOfFailedJob: "lastSegment" }, snapshotParameters({}, noVideo), {}, { Code: "ResourceNotFound" }],
    [{}, sync, {}, expect.not.objectContaining({ Code: expect.anything() })],
    [{ codeOfOtherJob: "empty" }, sync, {}, { Code: "", Message: "" }],
    [{}, sync, {}, { MNSMessageResult: {} }],
    [
      { unsetJobObjects: "absent" },
      sync,
      {},
      expect.not.objectContaining({ MNSMessageResult: expect.anything() }),
    ],
    [{}, async, { pipelines: [{ pipelineId }] }, { PipelineId: pipelineId }],
    [
      { omittedPipeline: "none" },
      async,
      { pipelines: [{ pipelineId }] },
      expect.not.objectContaining({ PipelineId: expect.anything() }),
    ],
    [{}, { ...sync, PipelineId: pipelineId }, paused, { State: "Success" }],
    [
      { syncJobInPausedPipeline: "hold" },
      { ...sync, PipelineId: pipelineId },
      paused,
      { State: "Submitted" },
    ],
    [{}, snapshotParameters(past), {}, { Code: "InvalidParameter.ResourceContentBad" }],
    [
      { snapshotPastEnd: "InvalidParameter.OutOfRange" },
      snapshotParameters(past),
      {},
      { Code: "InvalidParameter.OutOfRange" },
    ],
    [{ negativeSnapshotTime: "firstFrame" }, snapshotParameters({ Time: -1 }), {}, { State: "Success" }],
    [{}, snapshotParameters({ FrameType: "" }), {}, { SnapshotConfig: { FrameType: "intra" } }],
    [
      { omittedFrameType: "normal" },
      snapshotParameters({ FrameType: undefined }),
      {},
      { SnapshotConfig: { FrameType: "normal" } },
    ],
    [{}, sync, withoutOutput, { Code: "PermissionDenied.ResourceAccess" }],
    [
      { ungrantedBucket: "InvalidParameter.ResourceNotFound" },
      sync,
      withoutOutput,
      { Code: "InvalidParameter.ResourceNotFound" },
    ],
    [{}, sync, outputElsewhere, { Code: "InvalidParameter.ResourceNotFound" }],
    [
      { outputBucketElsewhere: "InvalidParameter.LocationInvalid" },
      sync,
      outputElsewhere,
      { Code: "InvalidParameter.LocationInvalid" },
    ],
    [{}, plusSent, plus, { State: "Success" }],
    [{ plusInObjectNames: "plus" }, plusSent, plus, { Code: "InvalidParameter.ResourceNotFound" }],
  ])("with %j, of %j, in %j is %j", async (behaviour, parameters, options, job) => {
    const emulator = await startWithVideo({ ...options, behaviour });
    expect(await submit(emulator, parameters)).toMatchObject(job);
  });
});

describe("the code of a call", () => {
  it.each<[Partial<Behaviour>, action: string, Record<string, string>, code: string]>([
    [
      { failedSyncJob: "error" },
      "SubmitSnapshotJob",
      snapshotParameters({}, noVideo),
      "InvalidParameter.ResourceNotFound",
    ],
    [{ failedSyncJob: "error" }, "SubmitSnapshotJob", sync, "OK"],
    [
      { failedAsyncJob: "error" },
      "SubmitSnapshotJob",
      snapshotParameters({ ...past, Num: 1 }),
      "InvalidParameter.ResourceContentBad",
    ],
    [{}, "SubmitSnapshotJob", snapshotParameters({ ...past, Num: 1 }), "OK"],
    [{}, "SubmitSnapshotJob", snapshotParameters({ Time: -1 }), "InvalidParameter.OutOfRange"],
    [{}, "QuerySnapshotJobList", { SnapshotJobIds: "abc" }, "InvalidParameter.UUIDFormatInvalid"],
    [{ malformedJobIds: "NonExist" }, "QuerySnapshotJobList", { SnapshotJobIds: "abc" }, "OK"],
    [{}, "QuerySnapshotJobList", { NextPageToken: pipelineId }, "OK"],
    [
      { unknownPageToken: "InvalidParameter" },
      "QuerySnapshotJobList",
      { NextPageToken: pipelineId },
      "InvalidParameter",
    ],
  ])("with %j, %s of %j is %s", async (behaviour, action, parameters, code) => {
    const emulator = await startWithVideo({ behaviour });
    expect(await call(emulator, action, parameters)).toMatchObject({ code });
  });

  it("of a job that cannot succeed leaves no job behind where it is an error", async () => {
    const emulator = await startWithVideo({ behaviour: { failedSyncJob: "error" } });
    await trySubmit(emulator, snapshotParameters({}, noVideo));
    expect((await queryJobs(emulator, {})).jobs).toEqual([]);
  });
});

it("an object that exists is replaced, or refused with existingOutputObject", async () => {
  const emulator = await startWithVideo();
  await submit(emulator, sync);
  emulator.behaviour.existingOutputObject = "PermissionDenied.ResourceAccess";
  expect(await submit(emulator, snapshotParameters({ Time: 1000 }))).toMatchObject({ State: "Fail" });
  expect(await lookAt(emulator, "a.jpg")).toContain("00:00:05.000");
});

it.each([
  ["resolve", "00001.jpg"],
  ["keep", "%7BCount%7D.jpg"],
] as const)("with countInSingleSnapshot %s, {Count}.jpg is %s", async (countInSingleSnapshot, key) => {
  const emulator = await startWithVideo({ behaviour: { countInSingleSnapshot } });
  await submit(emulator, snapshotParameters({}, { output: { Object: "%7BCount%7D.jpg" } }));
  expect(await lookAt(emulator, key)).toContain("Keynote");
});

it("filters besides ids are ignored, or applied with jobFiltersWithIds", async () => {
  const emulator = await startWithVideo();
  const { Id: id } = await submit(emulator, sync);
  const ask = async () => (await queryJobs(emulator, { SnapshotJobIds: id, State: "Fail" })).jobs.length;
  expect(await ask()).toBe(1);
  emulator.behaviour.jobFiltersWithIds = "apply";
  expect(await ask()).toBe(0);
});

it("a job waits and lives for as long as the switches say", async () => {
  const emulator = await startWithVideo({
    behaviour: { snapshotQueueMs: 3000, snapshotJobLifetimeMs: 10_000 },
  });
  const { Id: id } = await submit(emulator, async);
  emulator.clock.advance(2999);
  expect(await queryJob(emulator, id)).toMatchObject({ State: "Submitted" });
  emulator.clock.advance(1);
  expect(await queryJob(emulator, id)).toMatchObject({ State: "Snapshoting" });
  emulator.clock.advance(7001);
  expect(await queryJob(emulator, id)).toBeUndefined();
});
