import { queryPipelineListAnswer } from "./answer";
import { type CallContext, makeCall } from "./call";
import { defaults } from "./limits";
import { SnapshotError } from "./snapshotError";
import { describeSnapshot, type Snapshot, type SnapshotJob, submitSnapshot } from "./snapshotJobs";
import { unlessAborted } from "./unlessAborted";

/** What is needed besides the client's own. */
interface JobPorts {
  context: CallContext;
  /** A job as it is now; `undefined` if the service does not know it. */
  findJob: (region: string, id: string) => Promise<SnapshotJob | undefined>;
  signal: AbortSignal | undefined;
}

/** A job that has not ended. */
type UnfinishedJob = Extract<SnapshotJob, { id: string }>;

/**
 * Takes a picture of a video: at once if the service can, else with a job that is asked for until it has ended.
 *
 * @throws SnapshotError, CallError, CredentialsError, ConfigurationError; the signal's reason.
 */
export async function takeSnapshot(snapshot: Snapshot, ports: JobPorts): Promise<void> {
  const { context, signal } = ports;
  let job = await submitSnapshot(context, snapshot, { isSynchronous: true, signal });
  if (job.state === "failed" && job.failure.code === "SnapshotTimeOut")
    job = await submitSnapshot(context, snapshot, { isSynchronous: false, signal });
  if (job.state === "waiting" || job.state === "working") job = await waitForEnd(job, snapshot, ports);
  if (job.state === "failed") throw new SnapshotError(describeSnapshot(snapshot), job.failure);
}

/** @throws SnapshotError if the job does not end in time, or is gone; else as `takeSnapshot`. */
async function waitForEnd(
  job: UnfinishedJob,
  snapshot: Snapshot,
  { context, findJob, signal }: JobPorts,
): Promise<SnapshotJob> {
  const { clock, advise } = context;
  const { first, last }: { first: number; last: number } = defaults.snapshotPollMs;
  const startedAt = clock.now();
  const fail = (code: string, words: string, fix: string): SnapshotError =>
    new SnapshotError(describeSnapshot(snapshot), { code, words: `${words} (job ${job.id})`, fix });
  let knowsPipeline = false;
  for (let delayMs = first; ; delayMs = Math.min(last, 2 * delayMs)) {
    const waitedMs = clock.now() - startedAt;
    if (waitedMs >= defaults.snapshotDeadlineMs)
      throw fail("NotEnded", `no end in ${Math.round(waitedMs / 1000)} s`, advise("reportToService"));
    if (delayMs > first)
      context.tellOfWait("QuerySnapshotJobList", delayMs, `${describeSnapshot(snapshot)} takes its time`);
    await unlessAborted(clock.sleep(untilBeat(clock.now(), delayMs)), signal);
    const found = await findJob(snapshot.region, job.id);
    if (found === undefined)
      throw fail("NotKnown", "the service does not know its job any more", advise("tryAgain"));
    if (found.state === "done" || found.state === "failed") return found;
    const isLong = found.state === "waiting" && clock.now() - startedAt >= defaults.snapshotQueueMs;
    if (isLong && !knowsPipeline && found.pipelineId !== "") {
      knowsPipeline = true;
      if (await isPaused(context, snapshot.region, found.pipelineId, signal))
        throw fail("Paused", `its pipeline ${found.pipelineId} is paused`, advise("resumePipeline"));
    }
  }
}

/** Jobs are asked for on a common beat, so that those that were submitted one after the other share a call. */
function untilBeat(nowMs: number, delayMs: number): number {
  const { beat } = defaults.snapshotPollMs;
  return Math.ceil((nowMs + delayMs) / beat) * beat - nowMs;
}

/** Whether a pipeline hands out no jobs. Where nobody may ask, it is taken to work: waiting goes on. */
async function isPaused(
  context: CallContext,
  region: string,
  pipelineId: string,
  signal: AbortSignal | undefined,
): Promise<boolean> {
  const call = {
    action: "QueryPipelineList",
    region,
    parameters: { PipelineIds: pipelineId },
    answer: queryPipelineListAnswer,
    subject: `pipeline ${pipelineId} in ${region}`,
  } as const;
  const answer = await makeCall(context, call, { signal }).catch(() => undefined);
  const pipelines = answer?.PipelineList?.Pipeline ?? [];
  return pipelines.some(({ Id, State }) => Id === pipelineId && State === "Paused");
}
