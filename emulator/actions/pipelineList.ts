import { limits } from "../limits";
import type { Pipeline } from "../snapshots/pipelines";
import type { Action, WireObject } from "./action";
import { optionalInteger, optionalState, requiredList } from "./parameters";

/** SearchPipeline: the pipelines of a state, in pages. */
export const searchPipeline: Action = (context) => {
  const { snapshots, region } = context;
  const state = optionalState(context, "State", ["All", "Active", "Paused"]) ?? "All";
  const pageNumber = optionalInteger(context, "PageNumber", { min: 1, max: Infinity }) ?? 1;
  const { max, default: size } = limits.pipelinesPerPage;
  const pageSize = optionalInteger(context, "PageSize", { min: 1, max }) ?? size;
  const found = snapshots.pipelines.list(region).filter((each) => state === "All" || each.state === state);
  return {
    TotalCount: found.length,
    PageNumber: pageNumber,
    PageSize: pageSize,
    PipelineList: {
      Pipeline: found.slice((pageNumber - 1) * pageSize, pageNumber * pageSize).map(pipelineView),
    },
  };
};

/** QueryPipelineList: up to ten pipelines by id. */
export const queryPipelineList: Action = (context) => {
  const { snapshots, region, behaviour } = context;
  const ids = [...new Set(requiredList(context, "PipelineIds"))];
  const found = ids.map((id) => snapshots.pipelines.find(region, id));
  const missing = ids.filter((_, index) => found[index] === undefined);
  const isListed = missing.length > 0 || behaviour.nonExistList === "empty";
  return {
    PipelineList: { Pipeline: found.flatMap((pipeline) => pipeline ?? []).map(pipelineView) },
    NonExistPids: isListed ? { String: missing } : undefined,
  };
};

function pipelineView({ pipelineId, name, state, speed, creationTime }: Pipeline): WireObject {
  return {
    Id: pipelineId,
    Name: name,
    State: state,
    Speed: speed,
    Role: "AliyunMTSDefaultRole",
    NotifyConfig: {},
    CreationTime: creationTime,
  };
}
