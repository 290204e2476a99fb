/** What the service does not document of snapshot jobs. */
export interface SnapshotBehaviour {
  /**
   * A synchronous job that fails: answered as a `job` of state Fail with a code, or as an `error` of HTTP 400. Default
   * `job`, which is what its members Code and Message are for.
   */
  failedSyncJob: "job" | "error";
  /**
   * An asynchronous job that is bound to fail, e.g. as there is no such video: accepted as a `job` that fails later, or
   * refused at once with an `error`. Default `job`: the service promises no look at the file before.
   */
  failedAsyncJob: "job" | "error";
  /** The Code of a failed job: documented as `ResourceContentBad`, seen with its first segment, too. Default `whole`. */
  codeOfFailedJob: "whole" | "lastSegment";
  /** Code and Message of a job that has not failed. Default `absent`, as the page says; its sample has them `empty`. */
  codeOfOtherJob: "absent" | "empty";
  /**
   * Members of a job that are objects and unset. Default `empty`, as in a recorded answer of QueryJobList, which has the
   * same form.
   */
  unsetJobObjects: "empty" | "absent";
  /**
   * The PipelineId of an asynchronous job that was submitted without one. Default `first`, the pipeline that comes with
   * the service; `none` if such jobs have no pipeline.
   */
  omittedPipeline: "first" | "none";
  /**
   * A synchronous job in a paused pipeline. Default `run`, as it answers with its picture whatever the pipeline; `hold`
   * answers with a job of state Submitted, as an asynchronous one.
   */
  syncJobInPausedPipeline: "run" | "hold";
  /**
   * A frame of type normal past the end of the video, which is documented to fail. Default
   * `InvalidParameter.ResourceContentBad`, which the FAQ gives for a configuration that breaks a rule.
   */
  snapshotPastEnd: "InvalidParameter.ResourceContentBad" | "InvalidParameter.OutOfRange";
  /** A time below zero. Default `InvalidParameter.OutOfRange` (error table). */
  negativeSnapshotTime: "InvalidParameter.OutOfRange" | "firstFrame";
  /** The frame type of a job that names none. Default `intra`, as in all tables; the SDK's comment has `normal`. */
  omittedFrameType: "intra" | "normal";
  /**
   * A bucket that the service may not read or write. Default `PermissionDenied.ResourceAccess`, whose words fit (error
   * table).
   */
  ungrantedBucket: "PermissionDenied.ResourceAccess" | "InvalidParameter.ResourceNotFound";
  /** An output bucket of another region. Default `InvalidParameter.ResourceNotFound`, as documented of input buckets. */
  outputBucketElsewhere: "InvalidParameter.ResourceNotFound" | "InvalidParameter.LocationInvalid";
  /**
   * An output object that exists. Default `overwrite`, as OSS does with an upload; buckets with a retention policy
   * refuse it.
   */
  existingOutputObject: "overwrite" | "PermissionDenied.ResourceAccess";
  /**
   * A `+` in the name of an object, which is asked for URL-encoded. Default `space`: official samples in PHP and Java
   * encode with functions that write a space so.
   */
  plusInObjectNames: "space" | "plus";
  /** `{Count}` in the output object of a single picture: `00001`, or left as it is. Default `resolve`. */
  countInSingleSnapshot: "resolve" | "keep";
  /** A job id that is not 32 characters of [0-9a-f]. Default `InvalidParameter.UUIDFormatInvalid` (error table). */
  malformedJobIds: "InvalidParameter.UUIDFormatInvalid" | "NonExist";
  /** The filters of QuerySnapshotJobList in a call that names ids, too. Default `ignore`. */
  jobFiltersWithIds: "ignore" | "apply";
  /** A page token that is well-formed, but none that the service gave. Default `empty`: a page without jobs. */
  unknownPageToken: "empty" | "InvalidParameter";
  /**
   * For how long a job can be queried, in milliseconds of the emulator's clock. Default 90 days, as documented of
   * transcoding jobs.
   */
  snapshotJobLifetimeMs: number;
  /** How long an asynchronous job waits for its turn, in milliseconds of the emulator's clock. Default 200. */
  snapshotQueueMs: number;
}

/** The defaults of {@link SnapshotBehaviour}, whose members say why. */
export const defaultSnapshotBehaviour: Readonly<SnapshotBehaviour> = {
  failedSyncJob: "job",
  failedAsyncJob: "job",
  codeOfFailedJob: "whole",
  codeOfOtherJob: "absent",
  unsetJobObjects: "empty",
  omittedPipeline: "first",
  syncJobInPausedPipeline: "run",
  snapshotPastEnd: "InvalidParameter.ResourceContentBad",
  negativeSnapshotTime: "InvalidParameter.OutOfRange",
  omittedFrameType: "intra",
  ungrantedBucket: "PermissionDenied.ResourceAccess",
  outputBucketElsewhere: "InvalidParameter.ResourceNotFound",
  existingOutputObject: "overwrite",
  plusInObjectNames: "space",
  countInSingleSnapshot: "resolve",
  malformedJobIds: "InvalidParameter.UUIDFormatInvalid",
  jobFiltersWithIds: "ignore",
  unknownPageToken: "empty",
  snapshotJobLifetimeMs: 90 * 24 * 60 * 60 * 1000,
  snapshotQueueMs: 200,
};
