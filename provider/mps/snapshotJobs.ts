import type { z } from "zod";
import type { OssObject } from "../cover/ossObject";
import type { FrameType } from "../cover/snapshotRules";
import { querySnapshotJobListAnswer, submitSnapshotJobAnswer } from "./answer";
import type { BatchQuery } from "./batchReader";
import { type CallContext, makeCall } from "./call";
import { CallError, ServiceError } from "./errors";
import { lastSegment, snapshotAdvice, type SnapshotFailure } from "./snapshotError";

/** One frame of a video as a picture. */
export interface Snapshot {
  /** The region of both buckets. */
  region: string;
  /** The video's source file. */
  file: OssObject;
  /** Where the picture goes: a JPEG, whatever its name. One that is there is replaced. */
  picture: OssObject;
  /** From the beginning of the video. */
  timeMs: number;
  frameType: FrameType;
  /** 8 to 4,096; with one of the two, the other follows from the video's ratio. Default: as the video. */
  widthPixels?: number | undefined;
  heightPixels?: number | undefined;
  /** Default: the service's choice. */
  pipelineId?: string | undefined;
}

/** How far a job is. */
export type SnapshotJob =
  | { state: "waiting" | "working"; id: string; pipelineId: string }
  | { state: "done" }
  | { state: "failed"; failure: SnapshotFailure };

/** "the frame at 12.5 s of oss://videos/a.mp4 in cn-hangzhou". */
export function describeSnapshot({ region, file, timeMs }: Snapshot): string {
  return `the frame at ${timeMs / 1000} s of oss://${file.bucket}/${file.key} in ${region}`;
}

/** Answers about jobs, told as this client sees them. */
export type JobsAnswer = z.infer<typeof querySnapshotJobListAnswer>;

/** QuerySnapshotJobList: jobs by their ids. */
export function jobsById(context: CallContext): BatchQuery<JobsAnswer, SnapshotJob> {
  return {
    action: "QuerySnapshotJobList",
    parameter: "SnapshotJobIds",
    encode: (id) => id,
    maxBytes: Infinity,
    answer: querySnapshotJobListAnswer,
    find(answer, id) {
      const job = answer.SnapshotJobList?.SnapshotJob?.find(({ Id }) => Id === id);
      if (job !== undefined) return { exists: true, item: readJob(job, context) };
      const isMissing = answer.NonExistSnapshotJobIds?.String?.includes(id) === true;
      return isMissing ? { exists: false } : undefined;
    },
    noun: "snapshot job",
  };
}

/**
 * SubmitSnapshotJob: a synchronous job has ended when it is answered, and gets some seconds from the service; an asynchronous
 * one must be asked for. The service may be asked twice, as the picture is the same.
 *
 * @returns The job; one that the service refuses at once has failed.
 * @throws CallError for what is not about this job alone, CredentialsError, ConfigurationError; the signal's reason.
 */
export async function submitSnapshot(
  context: CallContext,
  snapshot: Snapshot,
  { isSynchronous, signal }: { isSynchronous: boolean; signal: AbortSignal | undefined },
): Promise<SnapshotJob> {
  try {
    const call = {
      action: "SubmitSnapshotJob",
      region: snapshot.region,
      parameters: parameters(snapshot, isSynchronous),
      answer: submitSnapshotJobAnswer,
      subject: describeSnapshot(snapshot),
    } as const;
    const { SnapshotJob: job } = await makeCall(context, call, { signal });
    return readJob(job, context);
  } catch (error) {
    const cause = error instanceof CallError ? error.cause : undefined;
    if (!(cause instanceof ServiceError) || cause.scope !== "call") throw error;
    const words = cause.message.slice(`${cause.code}: `.length);
    return { state: "failed", failure: failure(cause.code, words, context) };
  }
}

/** A number of pictures makes a job asynchronous, also a number of one. */
function parameters(snapshot: Snapshot, isSynchronous: boolean): Record<string, string> {
  const { region, file, picture, timeMs, frameType, widthPixels, heightPixels, pipelineId } = snapshot;
  const place = ({ bucket, key }: OssObject) => ({
    Bucket: bucket,
    Location: `oss-${region}`,
    Object: encodeURIComponent(key),
  });
  const config = {
    OutputFile: place(picture),
    Time: String(timeMs),
    ...(!isSynchronous && { Num: "1" }),
    FrameType: frameType,
    ...(widthPixels !== undefined && { Width: String(widthPixels) }),
    ...(heightPixels !== undefined && { Height: String(heightPixels) }),
  };
  return {
    Input: JSON.stringify(place(file)),
    SnapshotConfig: JSON.stringify(config),
    ...(pipelineId !== undefined && { PipelineId: pipelineId }),
  };
}

type AnsweredJob = z.infer<typeof submitSnapshotJobAnswer>["SnapshotJob"];

/** Documentation and samples know several states on the way to the two that are final. */
function readJob(job: AnsweredJob, context: CallContext): SnapshotJob {
  if (job.State === "Success") return { state: "done" };
  if (job.State === "Fail") {
    const words = `${job.Message || "no message"} (job ${job.Id})`;
    return { state: "failed", failure: failure(job.Code || "Fail", words, context) };
  }
  const state = job.State === "Submitted" ? "waiting" : "working";
  return { state, id: job.Id, pipelineId: job.PipelineId };
}

function failure(code: string, words: string, { advise }: CallContext): SnapshotFailure {
  return { code: lastSegment(code), words, fix: advise(snapshotAdvice(code)) };
}
