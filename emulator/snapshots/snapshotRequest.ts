/** An object of OSS, as jobs name one. */
export interface ObjectReference {
  bucket: string;
  /** `oss-<region>` */
  location: string;
  /** Its name as it was sent: answers repeat it so. */
  encodedKey: string;
  /** Its name, without percent-encoding. */
  key: string;
  roleArn: string | undefined;
}

/** The exact frame at a time, or the nearest key frame. */
export type FrameType = "normal" | "intra";

/** The arguments of SubmitSnapshotJob. */
export interface SnapshotRequest {
  input: ObjectReference;
  output: ObjectReference;
  timeMs: number;
  frameType: FrameType;
  /** A sequence of so many pictures; 1 for a single one that is taken asynchronously. */
  count: number | undefined;
  intervalSeconds: number | undefined;
  widthPixels: number | undefined;
  heightPixels: number | undefined;
  userData: string | undefined;
  pipelineId: string | undefined;
}

/** Whether the picture is there when the call is answered: a number or an interval makes it asynchronous. */
export function isSynchronous({ count, intervalSeconds }: SnapshotRequest): boolean {
  return count === undefined && intervalSeconds === undefined;
}

/** Whether one picture is asked for. */
export function isSingle(request: SnapshotRequest): boolean {
  return request.count === 1 || isSynchronous(request);
}
