import { candidateFileUrls } from "../../cover/mediaFile";
import { readOssAddress } from "../../cover/ossObject";
import { describeProblem, describeValue } from "../../cover/problem";
import { MediaNotFoundError, NoMediaOfFileError } from "../../mps/errors";
import type { Media } from "../../mps/media";
import type { Ports } from "../ports";
import type { SnapshotInputs, SnapshotOutputs } from "./resource";
import { ossObject, snapshotTime } from "./values";

type Service = Ports["service"];

/** A video as far as it is known. */
interface Source {
  fileUrl: string;
  /** Where it was looked up, and the service knows it. */
  durationSeconds: number | undefined;
}

/**
 * Takes the picture, over whatever is at its place.
 *
 * @throws SnapshotError, MediaNotFoundError, NoMediaOfFileError; Error for a time that is not in the video; and everything
 * that the client throws.
 */
export async function takePicture({ service }: Ports, inputs: SnapshotInputs): Promise<SnapshotOutputs> {
  const { region, frameType, width, height, bucket, objectKey, pipelineId } = inputs;
  const source = await findSource(service, inputs);
  const timeMs = timeIn(source, inputs);
  await service.takeSnapshot({
    region,
    file: ossObject(source.fileUrl),
    picture: { bucket, key: objectKey },
    timeMs,
    frameType,
    widthPixels: width,
    heightPixels: height,
    pipelineId,
  });
  return { ...inputs, fileUrl: source.fileUrl, timeMs };
}

/** A video that is named by its file is looked up only where its duration is needed. */
async function findSource(service: Service, inputs: SnapshotInputs): Promise<Source> {
  const { region, mediaId, fileUrl = "", time } = inputs;
  if (mediaId !== undefined) {
    const media = await service.findMedia(region, mediaId);
    if (media === undefined) throw new MediaNotFoundError(region, mediaId);
    requireFile(media, region);
    return media;
  }
  if (snapshotTime(time).unit === "ms") return { fileUrl, durationSeconds: undefined };
  for (const url of candidateFileUrls(fileUrl, region)) {
    const media = await service.findMediaByFile(region, url);
    if (media !== undefined) return { fileUrl, durationSeconds: media.durationSeconds };
  }
  throw new NoMediaOfFileError(region, fileUrl);
}

/** @throws Error for a video whose file no snapshot can be taken of. */
function requireFile({ mediaId, fileUrl }: Media, region: string): void {
  const address = readOssAddress(fileUrl);
  const isHere = address.ok && (address.value.region ?? region) === region;
  if (isHere) return;
  throw new Error(
    `video ${mediaId} has no source file in a bucket of ${region}, of which MPS could take a picture: the service has ${describeValue(fileUrl)}`,
  );
}

/** @throws Error for a time that is not in the video, as far as its duration is known. */
function timeIn({ durationSeconds }: Source, { time, frameType }: SnapshotInputs): number {
  const moment = snapshotTime(time);
  const fail = (rule: string, fix: string): Error =>
    new Error(describeProblem({ path: ["time"], rule, got: describeValue(time), fix }));
  if (durationSeconds === undefined) {
    if (moment.unit === "ms") return moment.ms;
    throw fail(
      "must be in seconds, as the service does not know how long the video is",
      "write it like 12.5, or let a workflow analyse the video first",
    );
  }
  const durationMs = durationSeconds * 1000;
  const timeMs = moment.unit === "ms" ? moment.ms : Math.round((durationMs * moment.percent) / 100);
  // There is no frame at the end; but the last key frame is near.
  const isIn = frameType === "intra" ? timeMs <= durationMs : timeMs < durationMs;
  if (isIn) return timeMs;
  throw fail(
    `must be before the end of the video, which is ${durationSeconds} s long`,
    "write an earlier time",
  );
}
