import { randomUUID } from "node:crypto";
import type { Clock } from "../clock";
import { isoSeconds } from "../media/media";
import { ServiceError } from "../serviceError";
import type { Pipeline, Pipelines } from "./pipelines";
import { isSynchronous, type SnapshotRequest } from "./snapshotRequest";
import { planSnapshots, takeSnapshots, type CameraPorts } from "./takeSnapshots";

/** The states of a job, as the service spells them. */
export const jobStates = ["Submitted", "Snapshoting", "Success", "Fail"] as const;

export type JobState = (typeof jobStates)[number];

/** A snapshot job. */
export interface SnapshotJob {
  /** 32 characters of [0-9a-f]. */
  id: string;
  /** Counts up: a newer job has a greater one. */
  number: number;
  region: string;
  request: SnapshotRequest;
  pipeline: Pipeline | undefined;
  state: JobState;
  /** Why it failed. */
  failure: { code: string; message: string } | undefined;
  /** How many pictures it took, once it has. */
  count: number | undefined;
  /** ISO 8601, UTC, in seconds. */
  creationTime: string;
  submittedAtMs: number;
  startedAtMs: number | undefined;
}

/** What jobs need from their surroundings. */
export interface JobPorts extends CameraPorts {
  clock: Clock;
  pipelines: Pipelines;
}

/**
 * The jobs of all regions. Their progress is computed when somebody looks, as if they had run all the time.
 */
export class SnapshotJobs {
  private readonly jobs = new Map<string, SnapshotJob>();
  private submitted = 0;
  private readonly unfinished = new Set<SnapshotJob>();

  constructor(private readonly ports: JobPorts) {}

  /**
   * Accepts a job. A synchronous one has ended when this returns.
   *
   * @throws ServiceError if it cannot succeed, and `behaviour` says that the service refuses it at once
   */
  submit(request: SnapshotRequest, region: string, pipeline: Pipeline | undefined): SnapshotJob {
    const { behaviour, clock, pipelines } = this.ports;
    const isWaiting =
      !isSynchronous(request) ||
      (pipeline?.state === "Paused" && behaviour.syncJobInPausedPipeline === "hold");
    const first = behaviour.omittedPipeline === "first" ? pipelines.list(region)[0] : undefined;
    const job: SnapshotJob = {
      id: randomUUID().replaceAll("-", ""),
      number: (this.submitted += 1),
      region,
      request,
      pipeline: pipeline ?? (isWaiting ? first : undefined),
      state: "Submitted",
      failure: undefined,
      count: undefined,
      creationTime: isoSeconds(clock.now()),
      submittedAtMs: clock.steadyMs(),
      startedAtMs: undefined,
    };
    const whenBound = isSynchronous(request) ? behaviour.failedSyncJob : behaviour.failedAsyncJob;
    if (whenBound === "error") planSnapshots(request, region, job.pipeline, this.ports);
    this.jobs.set(job.id, job);
    if (isWaiting) this.unfinished.add(job);
    else this.finish(job);
    return job;
  }

  /** Jobs that can be queried, newest first. */
  list(region: string): SnapshotJob[] {
    return [...this.current().values()].filter((job) => job.region === region).toReversed();
  }

  /** A job that can be queried. */
  find(region: string, id: string): SnapshotJob | undefined {
    const job = this.current().get(id);
    return job?.region === region ? job : undefined;
  }

  /** Brings all jobs to the state that they have by now. */
  settle(): void {
    const nowMs = this.ports.clock.steadyMs();
    for (const job of this.unfinished) {
      job.startedAtMs ??= this.startMs(job, nowMs);
      if (job.startedAtMs === undefined) continue;
      job.state = "Snapshoting";
      if (nowMs >= job.startedAtMs + this.workMs(job)) this.finish(job);
    }
  }

  /** When a job's turn came; undefined if it has not come yet. */
  private startMs({ pipeline, submittedAtMs }: SnapshotJob, nowMs: number): number | undefined {
    const activeSinceMs = pipeline?.activeSinceMs ?? 0;
    const startMs = Math.max(submittedAtMs, activeSinceMs) + this.ports.behaviour.snapshotQueueMs;
    return pipeline?.state === "Paused" || nowMs < startMs ? undefined : startMs;
  }

  private workMs({ region, request: { input } }: SnapshotJob): number {
    return this.ports.videos.find(region, input.bucket, input.key)?.snapshotMs ?? 0;
  }

  private finish(job: SnapshotJob): void {
    this.unfinished.delete(job);
    try {
      const plan = planSnapshots(job.request, job.region, job.pipeline, this.ports);
      takeSnapshots(plan, job.request, this.ports.pictures, this.ports.clock.now());
      job.count = plan.pictures.length;
      job.state = "Success";
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error;
      job.failure = { code: error.code, message: error.message };
      job.state = "Fail";
    }
  }

  /** The jobs that the service still knows. */
  private current(): ReadonlyMap<string, SnapshotJob> {
    this.settle();
    const { clock, behaviour } = this.ports;
    const oldestMs = clock.steadyMs() - behaviour.snapshotJobLifetimeMs;
    for (const [id, job] of this.jobs) {
      if (job.submittedAtMs >= oldestMs) break;
      this.jobs.delete(id);
      this.unfinished.delete(job);
    }
    return this.jobs;
  }
}
