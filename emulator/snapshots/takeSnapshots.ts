import type { Behaviour } from "../behaviour";
import { limits } from "../limits";
import type { Buckets } from "../pictures/buckets";
import type { TakenPictures } from "../pictures/takenPictures";
import { serviceError } from "../serviceError";
import type { Pipeline } from "./pipelines";
import { isSingle, isSynchronous, type ObjectReference, type SnapshotRequest } from "./snapshotRequest";
import type { Video, Videos } from "./video";

/** What is needed to take pictures. */
export interface CameraPorts {
  behaviour: Behaviour;
  buckets: Buckets;
  videos: Videos;
  pictures: TakenPictures;
}

/** A picture that is to be taken: which frame, and where it goes. */
interface PlannedPicture {
  key: string;
  timeMs: number;
}

/** Pictures that can all be taken. */
export interface SnapshotPlan {
  video: Video;
  pictures: readonly PlannedPicture[];
}

/**
 * Looks at videos and buckets, and decides which frames are taken.
 *
 * @param region The region that was called: both objects must be in it.
 * @throws ServiceError with the code that the job fails with
 */
export function planSnapshots(
  request: SnapshotRequest,
  region: string,
  pipeline: Pipeline | undefined,
  ports: CameraPorts,
): SnapshotPlan {
  const { behaviour, pictures } = ports;
  const { output } = request;
  const video = findVideo(request.input, region, ports);
  checkOutputBucket(output, region, ports);
  if (pipeline?.speed.startsWith("AI") === true) {
    throw serviceError("InvalidParameter.ResourceNotSupported", "Pipeline");
  }
  if (video.isDamaged) throw serviceError("InvalidParameter.ResourceContentBad", "InputFile");
  if (isSynchronous(request) && video.snapshotMs > limits.syncSnapshotMs)
    throw serviceError("SnapshotTimeOut");
  const planned = frameTimes(request, video, behaviour).map((timeMs, index) => {
    return { timeMs, key: outputKey(request, timeMs, index + 1, behaviour) };
  });
  const { existingOutputObject } = behaviour;
  if (existingOutputObject !== "overwrite" && planned.some(({ key }) => pictures.has(output.bucket, key))) {
    throw serviceError(existingOutputObject, "OutputFile");
  }
  return { video, pictures: planned };
}

/** Takes the pictures. */
export function takeSnapshots(
  { video, pictures: planned }: SnapshotPlan,
  { output, widthPixels, heightPixels }: SnapshotRequest,
  pictures: TakenPictures,
  modifiedAt: Date,
): void {
  const ratio = video.widthPixels / video.heightPixels;
  const size = {
    widthPixels:
      widthPixels ?? (heightPixels === undefined ? video.widthPixels : roundedSize(heightPixels * ratio)),
    heightPixels:
      heightPixels ?? (widthPixels === undefined ? video.heightPixels : roundedSize(widthPixels / ratio)),
  };
  for (const { key, timeMs } of planned) {
    const { title, fileName, durationMs } = video;
    pictures.put(output.bucket, key, {
      frame: { title, fileName, durationMs, timeMs, ...size },
      modifiedAt,
    });
  }
}

function roundedSize(pixels: number): number {
  return Math.max(1, Math.round(pixels));
}

function findVideo(
  { bucket, location, key }: ObjectReference,
  region: string,
  { behaviour, buckets, videos }: CameraPorts,
): Video {
  const found = buckets.find(bucket, region);
  const video = videos.find(region, bucket, key);
  // The FAQ names a bucket of another region as one cause of this code.
  if (video === undefined || location !== `oss-${region}` || (found && found.region !== region)) {
    throw serviceError("InvalidParameter.ResourceNotFound", "InputFile");
  }
  if (found?.input !== true) throw serviceError(behaviour.ungrantedBucket, bucket);
  return video;
}

function checkOutputBucket(
  { bucket, location }: ObjectReference,
  region: string,
  { behaviour, buckets }: CameraPorts,
): void {
  const found = buckets.find(bucket, region);
  if (location !== `oss-${region}` || (found && found.region !== region)) {
    throw serviceError(behaviour.outputBucketElsewhere, bucket);
  }
  if (found?.output !== true) throw serviceError(behaviour.ungrantedBucket, bucket);
}

/** The times of the frames that are taken, in the order of their numbers. */
function frameTimes(request: SnapshotRequest, video: Video, behaviour: Behaviour): number[] {
  const { timeMs, frameType } = request;
  const { durationMs, keyFramesMs } = video;
  if (isSingle(request)) {
    if (frameType === "intra") return [nearest(keyFramesMs, timeMs)];
    if (timeMs >= durationMs) throw serviceError(behaviour.snapshotPastEnd, "Time");
    return [timeMs];
  }
  const stepMs = intervalMs(request, durationMs);
  // Points past the end are left out, and the number of pictures says how many there are.
  const fitting = Math.max(0, Math.ceil((durationMs - timeMs) / stepMs));
  const points = [...Array(Math.min(request.count ?? Infinity, fitting)).keys()].map(
    (index) => timeMs + index * stepMs,
  );
  if (frameType === "normal") return points.map(Math.round);
  // A point without a key frame near it gets no picture.
  const frames = points
    .map((point) => ({ point, frame: nearest(keyFramesMs, point) }))
    .filter(({ point, frame }) => Math.abs(point - frame) <= stepMs / 2)
    .map(({ frame }) => frame);
  return [...new Set(frames)];
}

/** From one picture of a sequence to the next; an interval of 0 spreads them evenly. */
function intervalMs({ intervalSeconds = 10, count, timeMs }: SnapshotRequest, durationMs: number): number {
  if (intervalSeconds > 0) return intervalSeconds * 1000;
  return Math.max(1, (durationMs - timeMs) / (count ?? 10));
}

function nearest(times: readonly number[], time: number): number {
  return times.reduce((best, each) => (Math.abs(each - time) < Math.abs(best - time) ? each : best));
}

/** The name of an output object, its placeholders filled in. */
function outputKey(
  request: SnapshotRequest,
  timeMs: number,
  number: number,
  { countInSingleSnapshot }: Behaviour,
): string {
  const { input, output } = request;
  const slash = input.key.lastIndexOf("/") + 1;
  const dot = input.key.lastIndexOf(".");
  const nameEnd = dot > slash ? dot : input.key.length;
  const keepsCount = isSingle(request) && countInSingleSnapshot === "keep";
  const values = new Map([
    ["ObjectPrefix", input.key.slice(0, slash)],
    ["FileName", input.key.slice(slash, nameEnd)],
    ["ExtName", input.key.slice(nameEnd + 1)],
    ["SnapshotTime", String(timeMs)],
    ["Count", keepsCount ? "{Count}" : String(number).padStart(5, "0")],
  ]);
  return output.key.replaceAll(/\{(\w+)\}/g, (placeholder, name: string) => values.get(name) ?? placeholder);
}
