import type { AdviceCode } from "./advice";
import { errorCodeFacts } from "./errorCodes";
import { MediaCoverError } from "./errors";

/** Why the service took no picture. */
export interface SnapshotFailure {
  /** The last part of the service's code: the service gives it with and without what is before it. */
  code: string;
  /** The service's words, and the job or the request that they are about. */
  words: string;
  /** What the user should do, without a full stop. */
  fix: string;
}

/** The service took no picture of a video: it refused to, or its job failed, or has not ended in time. */
export class SnapshotError extends MediaCoverError {
  readonly code: string;

  /** @param subject What the picture shows: "the frame at 12.5 s of oss://videos/a.mp4 in cn-hangzhou". */
  constructor(subject: string, { code, words, fix }: SnapshotFailure) {
    super(`the service took no picture of ${subject}: ${code}: ${words}. What to do: ${fix}.`);
    this.code = code;
  }
}

/**
 * What to do about codes that mean something else of snapshot jobs than of covers.
 *
 * Source: "FAQ about snapshots" and the table of error codes, both in the documentation of MPS.
 */
const advice: Readonly<Record<string, AdviceCode>> = {
  BucketNameInvalid: "checkSnapshotNames",
  LocationInvalid: "checkSnapshotNames",
  ObjectKeyInvalid: "checkSnapshotNames",
  OutOfRange: "checkSnapshotVideo",
  ResourceAccess: "grantSnapshotBuckets",
  ResourceContentBad: "checkSnapshotVideo",
  ResourceNotFound: "checkSnapshotFile",
  ResourceNotSupported: "checkPipeline",
  UUIDFormatInvalid: "checkPipeline",
};

/** What a user can do about a failed snapshot job. */
export function snapshotAdvice(code: string): AdviceCode {
  return advice[lastSegment(code)] ?? errorCodeFacts(code, 400).advice;
}

/** `ResourceContentBad` of `InvalidParameter.ResourceContentBad`. */
export function lastSegment(code: string): string {
  return code.slice(code.lastIndexOf(".") + 1);
}
