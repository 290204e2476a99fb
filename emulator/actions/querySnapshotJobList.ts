import { limits } from "../limits";
import { serviceError } from "../serviceError";
import { jobStates, type SnapshotJob } from "../snapshots/snapshotJobs";
import type { Action, ActionContext } from "./action";
import { optionalInteger, optionalState, requiredList } from "./parameters";
import { snapshotJobView } from "./snapshotJobView";

/** QuerySnapshotJobList: up to ten jobs by id, or all that the filters let through, newest first, in pages. */
export const querySnapshotJobList: Action = (context) => {
  const { snapshots, region, behaviour, parameters } = context;
  const filter = readFilter(context);
  const pageSize = readPageSize(context);
  if (!parameters.get("SnapshotJobIds")) {
    const { jobs, nextPageToken } = page(context, snapshots.jobs.list(region).filter(filter), pageSize);
    return { ...listView(context, jobs), NextPageToken: nextPageToken };
  }
  const ids = [...new Set(requiredList(context, "SnapshotJobIds"))];
  if (behaviour.malformedJobIds !== "NonExist" && !ids.every((id) => /^[0-9a-f]{32}$/.test(id))) {
    throw serviceError(behaviour.malformedJobIds, "SnapshotJobIds");
  }
  const missing = ids.filter((id) => snapshots.jobs.find(region, id) === undefined);
  const found = snapshots.jobs
    .list(region)
    .filter((job) => ids.includes(job.id) && (behaviour.jobFiltersWithIds === "ignore" || filter(job)));
  const isListed = missing.length > 0 || behaviour.nonExistList === "empty";
  return {
    ...listView(context, found),
    NonExistSnapshotJobIds: isListed ? { String: missing } : undefined,
  };
};

function listView({ behaviour }: ActionContext, jobs: readonly SnapshotJob[]) {
  return { SnapshotJobList: { SnapshotJob: jobs.map((job) => snapshotJobView(job, behaviour)) } };
}

/** Whether a job is listed. */
function readFilter(context: ActionContext): (job: SnapshotJob) => boolean {
  const state = optionalState(context, "State", ["All", ...jobStates]) ?? "All";
  const pipelineId = context.parameters.get("PipelineId") || undefined;
  const begin = optionalTime(context, "StartOfJobCreatedTimeRange");
  const end = optionalTime(context, "EndOfJobCreatedTimeRange");
  return (job) =>
    (state === "All" || job.state === state) &&
    (pipelineId === undefined || job.pipeline?.pipelineId === pipelineId) &&
    (begin === undefined || job.creationTime >= begin) &&
    (end === undefined || job.creationTime <= end);
}

function optionalTime({ parameters }: ActionContext, name: string): string | undefined {
  const time = parameters.get(name) || undefined;
  if (time !== undefined && !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(time)) {
    throw serviceError("InvalidParameter.Format", name);
  }
  return time;
}

function readPageSize(context: ActionContext): number {
  const { max, default: size } = limits.snapshotJobsPerPage;
  return optionalInteger(context, "MaximumPageSize", { min: 1, max }) ?? size;
}

/** The page of the jobs, newest first, that a call's token stands for. */
function page(
  { parameters, snapshots, behaviour }: ActionContext,
  jobs: readonly SnapshotJob[],
  size: number,
) {
  const token = parameters.get("NextPageToken") || undefined;
  const after = token === undefined ? undefined : snapshots.pages.get(token);
  if (token !== undefined && after === undefined) {
    const isWellFormed = /^[0-9a-f]{32}$/.test(token);
    if (behaviour.unknownPageToken === "empty" && isWellFormed) return { jobs: [], nextPageToken: undefined };
    throw serviceError("InvalidParameter", "NextPageToken");
  }
  const rest = jobs.filter(({ number }) => after === undefined || number < after);
  const shown = rest.slice(0, size);
  const last = shown.at(-1);
  const hasMore = rest.length > shown.length;
  return { jobs: shown, nextPageToken: hasMore && last ? snapshots.pages.begin(last.number) : undefined };
}
