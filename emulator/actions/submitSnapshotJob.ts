import { serviceError } from "../serviceError";
import type { Pipeline } from "../snapshots/pipelines";
import type { Action, ActionContext } from "./action";
import { readSnapshotRequest } from "./readSnapshotRequest";
import { snapshotJobView } from "./snapshotJobView";

/**
 * SubmitSnapshotJob: takes pictures of a video. Without Num and Interval it is one picture, which is in its bucket when
 * the call is answered. Each call makes a job of its own.
 */
export const submitSnapshotJob: Action = (context) => {
  const { snapshots, region, behaviour } = context;
  const request = readSnapshotRequest(context);
  const job = snapshots.jobs.submit(request, region, findPipeline(context, request.pipelineId));
  return { SnapshotJob: snapshotJobView(job, behaviour) };
};

function findPipeline({ snapshots, region }: ActionContext, id: string | undefined): Pipeline | undefined {
  if (id === undefined) return undefined;
  if (!/^[0-9a-f]{32}$/.test(id)) throw serviceError("InvalidParameter.UUIDFormatInvalid", "PipelineId");
  const pipeline = snapshots.pipelines.find(region, id);
  if (pipeline === undefined) throw serviceError("InvalidParameter.ResourceNotFound", "Pipeline");
  return pipeline;
}
