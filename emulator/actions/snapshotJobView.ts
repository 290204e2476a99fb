import type { Behaviour } from "../behaviour";
import type { ObjectReference } from "../snapshots/snapshotRequest";
import type { SnapshotJob } from "../snapshots/snapshotJobs";
import type { WireObject } from "./action";

/**
 * A job as answers show it. All values are texts; names of objects are as they were sent, encoded and with placeholders.
 * There is no time of its end.
 */
export function snapshotJobView(job: SnapshotJob, behaviour: Behaviour): WireObject {
  const { request, failure, pipeline } = job;
  const unset = behaviour.unsetJobObjects === "empty" ? {} : undefined;
  const withoutFailure = behaviour.codeOfOtherJob === "empty" ? "" : undefined;
  return {
    Id: job.id,
    State: job.state,
    Code: failure === undefined ? withoutFailure : failureCode(failure.code, behaviour),
    Message: failure === undefined ? withoutFailure : failure.message,
    CreationTime: job.creationTime,
    Count: job.count?.toString(),
    UserData: request.userData,
    PipelineId: pipeline?.pipelineId,
    MNSMessageResult: unset,
    Input: objectView(request.input),
    SnapshotConfig: {
      OutputFile: objectView(request.output),
      Time: request.timeMs.toString(),
      FrameType: request.frameType,
      Num: request.count?.toString(),
      Interval: request.intervalSeconds?.toString(),
      Width: request.widthPixels?.toString(),
      Height: request.heightPixels?.toString(),
      TileOut: unset,
      TileOutputFile: unset,
      TimeArray: unset,
    },
  };
}

function failureCode(code: string, { codeOfFailedJob }: Behaviour): string {
  return codeOfFailedJob === "whole" ? code : code.slice(code.lastIndexOf(".") + 1);
}

function objectView({ bucket, location, encodedKey, roleArn }: ObjectReference): WireObject {
  return { Bucket: bucket, Location: location, Object: encodedKey, RoleArn: roleArn };
}
