import { describe, expect, it } from "vitest";
import type { Emulator, EmulatorOptions } from "../../emulator/index";
import { createHost, type Host } from "../../provider/host/host";
import { systemChance, systemClock } from "../../provider/host/system";
import { keynote, lookAt, startWithVideo } from "./emulator/support/snapshotJobs";
import { mediaId, unknownMediaId } from "./emulator/support/startForTest";

const fileUrl = "oss://videos/2026/keynote 1.mp4";
const byFile = { fileUrl, time: "5s", bucket: "covers" };
const byId = { mediaId, time: "5s", bucket: "covers" };

type Values = Record<string, unknown>;
interface Snapshots {
  emulator: Emulator;
  methods: Host["coverSnapshot"];
  create: (news: Values) => Promise<{ id: string; outs: Values }>;
  update: (olds: Values, news: Values) => Promise<{ outs: Values }>;
}

/** A host on an emulator, and what an engine does with it: arguments are checked first. */
async function start(options: EmulatorOptions = {}): Promise<Snapshots> {
  const emulator = await startWithVideo(options);
  emulator.clock.reset();
  const log = { warn: () => {}, info: () => {}, status: () => {}, heard: async () => {} };
  const ports = { log, clock: systemClock, chance: systemChance, isOnTerminal: () => false, environment: {} };
  const host = createHost(ports);
  const config: Record<string, string> = {
    "alicloud:accessKey": "testid",
    "alicloud:secretKey": "testsecret",
    "alicloud:region": "cn-hangzhou",
    "mediacover:endpoint": emulator.url,
  };
  host.configure((key) => config[key]);
  const methods = host.coverSnapshot;
  const checked = async (olds: Values, news: Values): Promise<Values> => {
    const { inputs, problems } = await methods.check(olds, news);
    expect(problems).toEqual([]);
    return inputs;
  };
  return {
    emulator,
    methods,
    create: async (news) => {
      const { id, outs } = await methods.create(await checked({}, news));
      return { id, outs: { ...outs } };
    },
    update: async (olds, news) => {
      const { outs } = await methods.update("id", olds, await checked(olds, news));
      return { outs: { ...outs } };
    },
  };
}

const textOf = (value: unknown): string => (typeof value === "string" ? value : "");

describe("the lifecycle of a snapshot on the emulator", () => {
  it("takes the picture of a file with one call", async () => {
    const { emulator, create } = await start();
    const { id, outs } = await create(byFile);
    expect(id).toBe("cn-hangzhou/videos/2026/keynote 1.mp4");
    expect(outs).toEqual({
      ...byFile,
      frameType: "normal",
      prefix: "covers/",
      region: "cn-hangzhou",
      objectKey: expect.stringMatching(/^covers\/[0-9a-f]{32}\.jpg$/),
      coverUrl: `http://covers.oss-cn-hangzhou.aliyuncs.com/${textOf(outs["objectKey"])}`,
      timeMs: 5000,
    });
    expect(emulator.requests.countByAction()).toEqual({ SubmitSnapshotJob: 1 });
    expect(await lookAt(emulator, textOf(outs["objectKey"]))).toBe("640 x 360: Keynote 00:00:05.000");
  });

  it("looks the file up where the video is named by its id", async () => {
    const { emulator, create } = await start();
    const { id, outs } = await create({ ...byId, width: 320 });
    expect(id).toBe(`cn-hangzhou/${mediaId}`);
    expect(outs).toMatchObject({ mediaId, fileUrl: keynote.fileUrl, timeMs: 5000 });
    expect(emulator.requests.countByAction()).toEqual({ QueryMediaList: 1, SubmitSnapshotJob: 1 });
    expect(await lookAt(emulator, textOf(outs["objectKey"]))).toContain("320 x 180");
  });

  it.each([
    [byId, "QueryMediaList"],
    [byFile, "QueryMediaListByURL"],
  ])("asks for the duration where the time is a part of it: %j", async (news, action) => {
    const { emulator, create } = await start();
    const { outs } = await create({ ...news, time: "25%" });
    expect(outs).toMatchObject({ time: "25%", timeMs: 5000 });
    expect(emulator.requests.countByAction()).toEqual({ [action]: 1, SubmitSnapshotJob: 1 });
  });

  it("takes another picture for another time, and keeps the old one", async () => {
    const { emulator, create, update, methods } = await start();
    const { id, outs } = await create(byId);
    const next = await update(outs, { ...byId, time: 7, frameType: "intra" });
    expect(next.outs["coverUrl"]).not.toBe(outs["coverUrl"]);
    expect(await lookAt(emulator, textOf(next.outs["objectKey"]))).toContain("00:00:08.000");
    await methods.delete(id, next.outs);
    expect(await lookAt(emulator, textOf(outs["objectKey"]))).toContain("00:00:05.000");
    expect(emulator.requests.count("SubmitSnapshotJob")).toBe(2);
  });

  it("ends in the same picture where the answer to a creation was lost and it is done again", async () => {
    const { emulator, create } = await start();
    emulator.faults.add({ fault: { kind: "error", code: "NoPermission" } });
    await expect(create(byFile)).rejects.toThrow("mts:SubmitSnapshotJob");
    const { outs } = await create(byFile);
    expect((await create(byFile)).outs).toEqual(outs);
    expect(await lookAt(emulator, textOf(outs["objectKey"]))).toContain("Keynote");
  });
});

describe("a snapshot is refused before anything is submitted", () => {
  const short = { seed: [{ ...keynote, durationSeconds: 7.965 }] };
  const { durationSeconds: _unknown, ...notAnalysed } = keynote;
  it.each<[string, Values, EmulatorOptions, string]>([
    [
      "for a time past the end",
      { ...byId, time: 8 },
      short,
      "time must be before the end of the video, which is 7.965 s long; got 8; write an earlier time",
    ],
    ["for a time at the end", { ...byId, time: "100%" }, short, "which is 7.965 s long"],
    [
      "for a key frame past the end",
      { ...byId, time: 8, frameType: "intra" },
      short,
      "which is 7.965 s long",
    ],
    [
      "for a part of an unknown duration",
      { ...byId, time: "50%" },
      { seed: [notAnalysed] },
      "time must be in seconds, as the service does not know how long the video is",
    ],
    ["for a video that does not exist", { ...byId, mediaId: unknownMediaId }, {}, "does not exist in region"],
    [
      "for a file that is no video's",
      { ...byFile, fileUrl: "oss://videos/b.mp4", time: "5%" },
      {},
      "no video in",
    ],
    [
      "for a video whose file is not in OSS",
      byId,
      { seed: [{ ...keynote, fileUrl: "http://videos.example/1.mp4" }] },
      `video ${mediaId} has no source file in a bucket of cn-hangzhou`,
    ],
    [
      "for a video whose file is in another region",
      byId,
      { seed: [{ ...keynote, fileUrl: "http://videos.oss-cn-beijing.aliyuncs.com/1.mp4" }] },
      "has no source file in a bucket of cn-hangzhou",
    ],
  ])("%s", async (_why, news, options, message) => {
    const { emulator, create } = await start(options);
    await expect(create(news)).rejects.toThrow(message);
    expect(emulator.requests.count("SubmitSnapshotJob")).toBe(0);
  });

  it("but the last key frame may be asked for at the end", async () => {
    const { create } = await start(short);
    expect((await create({ ...byId, time: "100%", frameType: "intra" })).outs).toMatchObject({
      timeMs: 7965,
    });
  });
});
