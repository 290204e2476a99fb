import { limits } from "../limits";
import type { Action } from "./action";
import { addMedia } from "./addMedia";
import { deleteMedia } from "./deleteMedia";
import { queryPipelineList, searchPipeline } from "./pipelineList";
import { queryMediaList, queryMediaListByUrl } from "./queryMedia";
import { querySnapshotJobList } from "./querySnapshotJobList";
import { submitSnapshotJob } from "./submitSnapshotJob";
import { updateMedia } from "./updateMedia";
import { updateMediaCover } from "./updateMediaCover";
import { updateMediaPublishState } from "./updateMediaPublishState";

/** An operation and how many calls of it an account may make in a second. */
interface RegisteredAction {
  run: Action;
  callsPerSecond: number;
}

/** The operations that the emulator knows, by name. */
export const actions: ReadonlyMap<string, RegisteredAction> = new Map(
  Object.entries({
    UpdateMediaCover: { run: updateMediaCover, callsPerSecond: limits.callsPerSecond },
    QueryMediaList: { run: queryMediaList, callsPerSecond: limits.callsPerSecond },
    QueryMediaListByURL: { run: queryMediaListByUrl, callsPerSecond: limits.callsPerSecond },
    AddMedia: { run: addMedia, callsPerSecond: limits.callsPerSecond },
    UpdateMedia: { run: updateMedia, callsPerSecond: limits.callsPerSecond },
    DeleteMedia: { run: deleteMedia, callsPerSecond: limits.callsPerSecond },
    UpdateMediaPublishState: { run: updateMediaPublishState, callsPerSecond: limits.callsPerSecond },
    SubmitSnapshotJob: { run: submitSnapshotJob, callsPerSecond: limits.snapshotSubmissionsPerSecond },
    QuerySnapshotJobList: { run: querySnapshotJobList, callsPerSecond: limits.callsPerSecond },
    SearchPipeline: { run: searchPipeline, callsPerSecond: limits.callsPerSecond },
    QueryPipelineList: { run: queryPipelineList, callsPerSecond: limits.callsPerSecond },
  }),
);
