import { decode } from "jpeg-js";
import { expect } from "vitest";
import { z } from "zod";
import type { Emulator, EmulatorOptions } from "../../../../emulator/index.ts";
import { call, type CallAnswer } from "./signedCall.ts";
import { mediaId, startForTest } from "./startForTest.ts";

/** A video of 20 seconds with three key frames, at `oss://videos/2026/keynote 1.mp4`. */
export const keynote = {
  mediaId,
  title: "Keynote",
  fileUrl: "http://videos.oss-cn-hangzhou.aliyuncs.com/2026/keynote%201.mp4",
  durationSeconds: 20,
  video: { keyFrameSeconds: [0, 8, 16] },
};

/** An emulator with {@link keynote}, its clock standing still. */
export async function startWithVideo(options: EmulatorOptions = {}): Promise<Emulator> {
  const emulator = await startForTest({ seed: [keynote], ...options });
  emulator.clock.set("2026-01-02T03:04:05Z");
  return emulator;
}

type Json = Readonly<Record<string, unknown>>;

const input = { Bucket: "videos", Location: "oss-cn-hangzhou", Object: "2026%2Fkeynote%201.mp4" };
const output = { Bucket: "covers", Location: "oss-cn-hangzhou", Object: "a.jpg" };

/** What a job is asked for: the frame at 5 s of {@link keynote}, unless told otherwise. */
export function snapshotParameters(config: Json = {}, changes: { input?: Json; output?: Json } = {}) {
  return {
    Input: JSON.stringify({ ...input, ...changes.input }),
    SnapshotConfig: JSON.stringify({
      OutputFile: { ...output, ...changes.output },
      Time: "5000",
      FrameType: "normal",
      ...config,
    }),
  };
}

/** The same for several pictures, `1-00001.jpg` and so on. */
export function sequenceParameters(config: Json) {
  return snapshotParameters(config, { output: { Object: "1-%7BCount%7D.jpg" } });
}

/** A job as an answer shows it. */
export const jobSchema = z.looseObject({
  Id: z.string(),
  State: z.string(),
  Code: z.string().optional(),
  Message: z.string().optional(),
  Count: z.string().optional(),
  PipelineId: z.string().optional(),
});

export type Job = z.infer<typeof jobSchema>;

/** Submits a job that is accepted. */
export async function submit(emulator: Emulator, parameters: Readonly<Record<string, string>>): Promise<Job> {
  const { status, text } = await call(emulator, "SubmitSnapshotJob", parameters);
  expect({ status, text }).toMatchObject({ status: 200 });
  return z.object({ SnapshotJob: jobSchema }).parse(JSON.parse(text)).SnapshotJob;
}

const listSchema = z.object({
  SnapshotJobList: z.object({ SnapshotJob: z.array(jobSchema) }),
  NonExistSnapshotJobIds: z.object({ String: z.array(z.string()) }).optional(),
  NextPageToken: z.string().optional(),
});

/** What QuerySnapshotJobList answers. */
export async function queryJobs(emulator: Emulator, parameters: Readonly<Record<string, string>>) {
  const { text } = await call(emulator, "QuerySnapshotJobList", parameters);
  const { SnapshotJobList, NonExistSnapshotJobIds, NextPageToken } = listSchema.parse(JSON.parse(text));
  return {
    jobs: SnapshotJobList.SnapshotJob,
    missing: NonExistSnapshotJobIds?.String,
    nextPageToken: NextPageToken,
  };
}

/** One job as it is now. */
export async function queryJob(emulator: Emulator, id: string): Promise<Job | undefined> {
  return (await queryJobs(emulator, { SnapshotJobIds: id })).jobs[0];
}

/** What SubmitSnapshotJob answers, refused or not. */
export function trySubmit(
  emulator: Emulator,
  parameters: Readonly<Record<string, string>>,
): Promise<CallAnswer> {
  return call(emulator, "SubmitSnapshotJob", parameters);
}

/** What is to be seen in a picture: its size, its video's title, the time code of its frame. */
export async function lookAt(emulator: Emulator, key: string, bucket = "covers"): Promise<string> {
  const response = await fetch(`${emulator.url}/oss/${bucket}/${key}`);
  if (response.status !== 200) return /<Code>(.*)<\/Code>/.exec(await response.text())?.[1] ?? "";
  expect(response.headers.get("content-type")).toBe("image/jpeg");
  const { width, height, comments = [] } = decode(Buffer.from(await response.arrayBuffer()));
  return `${width} x ${height}: ${Buffer.from(comments.join(""), "latin1").toString()}`;
}
