import { describe, expect, it } from "vitest";
import type { Emulator, EmulatorOptions } from "../../emulator/index";
import { CallError } from "../../provider/mps/errors";
import type { Snapshot } from "../../provider/mps/snapshotJobs";
import { SnapshotError } from "../../provider/mps/snapshotError";
import { systemClock } from "../../provider/host/system";
import { type ClientOptions, clientFor, emulatorKey, silentLog } from "../support/client";
import { signedVectors } from "../support/vectors";
import { VirtualClock } from "../support/virtualClock";
import { keynote, lookAt, startWithVideo } from "./emulator/support/snapshotJobs";

const region = "cn-hangzhou";
const frame: Snapshot = {
  region,
  file: { bucket: "videos", key: "2026/keynote 1.mp4" },
  picture: { bucket: "covers", key: "a.jpg" },
  timeMs: 5000,
  frameType: "normal",
};
const shown = "640 x 360: Keynote 00:00:05.000";

/** Time for the client and the emulator, which jumps where somebody waits; the longer waits are written down. */
function commonTime(
  emulator: Emulator,
  waits: number[],
): Required<Pick<ClientOptions, "clock" | "onItsWay">> {
  const time = new VirtualClock(emulator.clock.now());
  const sleep = (delayMs: number): Promise<void> => {
    if (delayMs > 100) waits.push(delayMs);
    return time.sleep(delayMs);
  };
  return {
    clock: { date: time.date, now: time.now, sleep },
    onItsWay: (transport) => (request) => {
      emulator.clock.set(time.date());
      return time.during(transport(request));
    },
  };
}

/** Takes a picture, and tells what became of it. */
async function take(emulator: Emulator, snapshot: Partial<Snapshot> = {}, options: ClientOptions = {}) {
  const [waits, lines]: [number[], string[]] = [[], []];
  const log = { ...silentLog, info: (line: string) => void lines.push(line) };
  const client = clientFor(emulator.url, { ...commonTime(emulator, waits), log, ...options });
  const error: unknown = await client
    .takeSnapshot({ ...frame, ...snapshot })
    .catch((reason: unknown) => reason);
  return { error, waits: waits.map(Math.round), lines, message: error instanceof Error ? error.message : "" };
}

/** An emulator whose synchronous jobs with the video end with SnapshotTimeOut. */
const startWithSlowVideo = (options: EmulatorOptions = {}, snapshotMs = 5001): Promise<Emulator> =>
  startWithVideo({ seed: [{ ...keynote, video: { ...keynote.video, snapshotMs } }], ...options });

describe("a snapshot", () => {
  it("is in its bucket after one call", async () => {
    const emulator = await startWithVideo();
    expect(await take(emulator)).toMatchObject({ error: undefined, waits: [], lines: [] });
    expect(await lookAt(emulator, "a.jpg")).toBe(shown);
    expect(emulator.requests.countByAction()).toEqual({ SubmitSnapshotJob: 1 });
  });

  it.each([
    [{ frameType: "intra" }, "640 x 360: Keynote 00:00:08.000"],
    [{ widthPixels: 320 }, "320 x 180: Keynote 00:00:05.000"],
    [{ widthPixels: 8, heightPixels: 4096 }, "8 x 4096: Keynote 00:00:05.000"],
    [{ timeMs: 0 }, "640 x 360: Keynote 00:00:00.000"],
  ] as const)("that is asked for with %j is %s", async (snapshot, picture) => {
    const emulator = await startWithVideo();
    expect((await take(emulator, snapshot)).error).toBeUndefined();
    expect(await lookAt(emulator, "a.jpg")).toBe(picture);
  });

  it.each(["space", "plus"] as const)(
    "takes names with every kind of character, whatever a + means: %s",
    async (plusInObjectNames) => {
      const key = `it's (1) *new*!~ 封面+%2B&=?#"\\.mp4`;
      const fileUrl = `http://videos.oss-cn-hangzhou.aliyuncs.com/${encodeURIComponent(key)}`;
      const seed = [{ ...keynote, fileUrl }];
      const emulator = await startWithVideo({ seed, behaviour: { plusInObjectNames } });
      const snapshot = { file: { bucket: "videos", key }, picture: { bucket: "covers", key: `${key}.jpg` } };
      expect((await take(emulator, snapshot)).error).toBeUndefined();
      expect(await lookAt(emulator, encodeURIComponent(`${key}.jpg`))).toBe(shown);
    },
  );

  it("takes names of 1,023 bytes", async () => {
    const key = `${"封".repeat(339)}ab.mp4`;
    expect(Buffer.byteLength(key)).toBe(1023);
    const fileUrl = `http://videos.oss-cn-hangzhou.aliyuncs.com/${key}`;
    const emulator = await startWithVideo({ seed: [{ ...keynote, fileUrl }] });
    const long = { bucket: "covers", key: `${"面".repeat(339)}ab.jpg` };
    expect((await take(emulator, { file: { bucket: "videos", key }, picture: long })).error).toBeUndefined();
    expect(await lookAt(emulator, long.key)).toBe(shown);
  });

  it.each([
    ["snapshot-sync-single-frame", {}, ""],
    [
      "snapshot-async-num-1",
      { frameType: "intra", pipelineId: "dd3dae411e704030b921e52698e50001" },
      "SnapshotTimeOut",
    ],
  ] as const)("is asked for as the official SDK does: %s", async (name, more, fault) => {
    const fileUrl = "http://example-bucket.oss-cn-hangzhou.aliyuncs.com/videos/a.mp4";
    const pipelines = [{ pipelineId: "dd3dae411e704030b921e52698e50001" }];
    const emulator = await startWithVideo({ seed: [{ ...keynote, fileUrl }], pipelines });
    if (fault !== "") emulator.faults.add({ fault: { kind: "error", code: fault } });
    await take(emulator, {
      file: { bucket: "example-bucket", key: "videos/a.mp4" },
      picture: { bucket: "example-001", key: "covers/a.jpg" },
      ...more,
    });
    const vector = signedVectors.find((each) => each.name === name);
    const { UserData: _ofTheUser, ...asked } = vector?.sdkRequest ?? {};
    const sent = emulator.requests.entries.findLast(({ action }) => action === "SubmitSnapshotJob");
    expect(sent?.parameters).toMatchObject(asked);
  });

  it.each([
    { kind: "resetBefore" },
    { kind: "resetAfter" },
    { kind: "empty" },
    { kind: "htmlPage" },
    { kind: "error", code: "Throttling.User" },
  ] as const)("is taken again where the answer is lost or no answer of the service: %j", async (fault) => {
    const emulator = await startWithVideo();
    emulator.faults.add({ fault });
    expect((await take(emulator)).error).toBeUndefined();
    expect(emulator.requests.count("SubmitSnapshotJob")).toBe(2);
    expect(await lookAt(emulator, "a.jpg")).toBe(shown);
  });
});

describe("a snapshot that takes the service longer than a call may last", () => {
  it.each([
    {},
    { codeOfFailedJob: "lastSegment" },
    { failedSyncJob: "error" },
    { omittedPipeline: "none" },
    { unsetJobObjects: "absent", codeOfOtherJob: "empty" },
  ] as const)("is taken by a job that is asked for after some 1, 2 and 4 s, with %j", async (behaviour) => {
    const emulator = await startWithSlowVideo({ behaviour });
    const { error, waits, lines } = await take(emulator);
    expect([error, waits]).toEqual([undefined, [1480, 2480, 4480]]);
    expect(await lookAt(emulator, "a.jpg")).toBe(shown);
    expect(emulator.requests.countByAction()).toEqual({ SubmitSnapshotJob: 2, QuerySnapshotJobList: 3 });
    expect(lines).toEqual([
      "QuerySnapshotJobList waits 2 s: the frame at 5 s of oss://videos/2026/keynote 1.mp4 in cn-hangzhou takes its time",
    ]);
  });

  it("is asked for every ten seconds in the end, and given up after eight minutes", async () => {
    const emulator = await startWithSlowVideo({}, 3_600_000);
    const { error, waits, message } = await take(emulator);
    expect(waits.slice(0, 6)).toEqual([1480, 2480, 4480, 8480, 10_480, 10_480]);
    expect(error).toBeInstanceOf(SnapshotError);
    expect(message).toMatch(
      /^the service took no picture of the frame at 5 s of oss:\/\/videos\/2026\/keynote 1\.mp4 in cn-hangzhou: NotEnded: no end in 48\d s \(job [0-9a-f]{32}\)\. What to do: /,
    );
  });

  it("is asked for together with others, up to ten in a call", async () => {
    const emulator = await startWithSlowVideo();
    const client = clientFor(emulator.url, commonTime(emulator, []));
    const pictures = Array.from({ length: 25 }, (_, index) => ({ bucket: "covers", key: `${index}.jpg` }));
    await Promise.all(pictures.map((picture) => client.takeSnapshot({ ...frame, picture })));
    // Each job is asked for three times.
    expect(emulator.requests.count("QuerySnapshotJobList")).toBeLessThanOrEqual(15);
    expect(await lookAt(emulator, "24.jpg")).toBe(shown);
  });

  it("fails where the service has forgotten its job", async () => {
    const emulator = await startWithSlowVideo({ behaviour: { snapshotJobLifetimeMs: 500 } });
    expect((await take(emulator)).message).toContain("NotKnown: the service does not know its job any more");
  });

  it("sends nothing more when nobody waits for it any more", async () => {
    const emulator = await startWithSlowVideo();
    const controller = new AbortController();
    const waits: number[] = [];
    const { clock, onItsWay } = commonTime(emulator, waits);
    const sleep = (delayMs: number): Promise<void> => {
      if (waits.length === 1 && delayMs > 100) controller.abort(new Error("given up"));
      return clock.sleep(delayMs);
    };
    const options = { clock: { ...clock, sleep }, onItsWay, signal: controller.signal };
    expect((await take(emulator, {}, options)).message).toBe("given up");
    expect(emulator.requests.countByAction()).toEqual({ SubmitSnapshotJob: 2, QuerySnapshotJobList: 1 });
  });
});

describe("a snapshot in a paused pipeline", () => {
  const pipelineId = "dd3dae411e704030b921e52698e50001";
  const paused = { pipelines: [{ pipelineId, state: "Paused" as const }] };

  it("fails after 15 s, and says which pipeline to resume", async () => {
    const emulator = await startWithSlowVideo(paused);
    const { waits, message } = await take(emulator);
    expect(waits).toEqual([1480, 2480, 4480, 8480]);
    expect(message).toMatch(
      new RegExp(
        `: Paused: its pipeline ${pipelineId} is paused \\(job .*\\)\\. What to do: resume the pipeline`,
      ),
    );
  });

  it("is waited for where synchronous jobs wait as well", async () => {
    const behaviour = { syncJobInPausedPipeline: "hold" } as const;
    const emulator = await startWithVideo({ ...paused, behaviour });
    expect((await take(emulator, { pipelineId })).message).toContain("Paused");
  });

  it("is waited for to the end where nobody may ask for the pipeline", async () => {
    const accessKeys = [{ ...emulatorKey, deny: ["mts:QueryPipelineList"] }];
    const emulator = await startWithSlowVideo({ ...paused, accessKeys });
    expect((await take(emulator)).message).toContain("NotEnded");
    expect(emulator.requests.count("QueryPipelineList")).toBe(1);
  });
});

const noVideo = { file: { bucket: "videos", key: "none.mp4" } };
/** The same failure, as each face of the service shows it. */
const faces: [string, EmulatorOptions, isLate: boolean][] = [
  ["a job that has failed", {}, false],
  [
    "a job that has failed, with its code's last segment",
    { behaviour: { codeOfFailedJob: "lastSegment" } },
    false,
  ],
  ["a refusal", { behaviour: { failedSyncJob: "error" } }, false],
  ["a job that fails later", {}, true],
  ["a refusal of the job that would be later", { behaviour: { failedAsyncJob: "error" } }, true],
];

describe("a snapshot that cannot be taken", () => {
  it.each(faces)("is one error, told as %s", async (_face, options, isLate) => {
    const emulator = await startWithVideo(options);
    if (isLate) emulator.faults.add({ fault: { kind: "error", code: "SnapshotTimeOut" } });
    const { error, message } = await take(emulator, noVideo);
    expect(error).toBeInstanceOf(SnapshotError);
    expect(error).toMatchObject({ code: "ResourceNotFound" });
    expect(message).toMatch(
      /^the service took no picture of the frame at 5 s of oss:\/\/videos\/none\.mp4 in cn-hangzhou: ResourceNotFound: The resource operated "InputFile" cannot be found\. \((job [0-9a-f]{32}|HTTP 400, request id .*)\)\. What to do: check that the source file exists/,
    );
  });

  it.each([
    [{ timeMs: 20_000 }, {}, "ResourceContentBad", "before its end"],
    [{}, { buckets: [{ bucket: "videos" }] }, "ResourceAccess", "write to that of the picture"],
    [
      {},
      { seed: [{ ...keynote, video: { isDamaged: true } }] },
      "ResourceContentBad",
      "that the video plays",
    ],
    [{ pipelineId: "dd3dae411e704030b921e52698e50001" }, {}, "ResourceNotFound", "check that"],
    [{ pipelineId: "mine" }, {}, "UUIDFormatInvalid", "check the pipeline"],
    [{ picture: { bucket: "Covers", key: "a.jpg" } }, {}, "BucketNameInvalid", "bucket and the prefix"],
    [{ widthPixels: 4 }, {}, "OutOfRange", "check that"],
  ])("with %j in %j fails with %s and what to do", async (snapshot, options, code, fix) => {
    const emulator = await startWithVideo(options);
    const { error, message } = await take(emulator, snapshot);
    expect(error).toMatchObject({ code });
    expect(message).toContain(fix);
    expect(emulator.requests.count()).toBe(1);
  });

  it("over an object that its bucket keeps fails, and leaves the object as it is", async () => {
    const emulator = await startWithVideo();
    expect((await take(emulator)).error).toBeUndefined();
    emulator.behaviour.existingOutputObject = "PermissionDenied.ResourceAccess";
    const { error, message } = await take(emulator, { timeMs: 7000 });
    expect(error).toMatchObject({ code: "ResourceAccess" });
    expect(message).toContain("write to that of the picture");
    expect(await lookAt(emulator, "a.jpg")).toBe(shown);
  });

  it.each([
    ["InvalidIdentity.ServiceDisabled", "activate ApsaraVideo"],
    ["NoPermission", "(RAM action mts:SubmitSnapshotJob)"],
  ])("for a reason that holds of every call, %s, is that call's error", async (code, fix) => {
    const emulator = await startWithVideo();
    emulator.faults.add({ fault: { kind: "error", code, status: 403 } });
    const { error, message } = await take(emulator);
    expect(error).toBeInstanceOf(CallError);
    expect(message).toContain(fix);
  });
});

describe("the pace of snapshots", () => {
  it.each(["fixed", "sliding"] as const)(
    "keeps 120 that come at once below 50 a second, in %s seconds, apart from other calls",
    async (window) => {
      const emulator = await startWithVideo({ window });
      emulator.clock.reset();
      const client = clientFor(emulator.url, { clock: systemClock });
      const started = performance.now();
      const pictures = Array.from({ length: 120 }, (_, index) => ({ bucket: "covers", key: `${index}.jpg` }));
      const taken = Promise.all(pictures.map((picture) => client.takeSnapshot({ ...frame, picture })));
      await client.findMedia(region, keynote.mediaId);
      expect(performance.now() - started).toBeLessThan(1000);
      await taken;
      expect(performance.now() - started).toBeLessThan(3500);
      expect(emulator.requests.countByCode()).toEqual({ OK: 121 });
    },
  );
});
