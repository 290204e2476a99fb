import { CallError, failureScope } from "../../mps/errors";
import { limits } from "../../mps/limits";
import { CancelledError } from "../cancelled";
import type { Ports } from "../ports";
import { type FailureRecord, recordFailures, recordNotTried } from "./failures";

/** Covers in progress at once: as many as fill 40 calls of QueryMediaList. Four seconds of work, and little memory. */
const chunksInProgress = 40;
/** After so many failed calls in a row with no video or URL to blame, no further cover is tried. */
const maxFailedCalls = 10;

/** What came of the work on many covers. */
export interface Outcome {
  failures: FailureRecord[];
  /** Set where no cover succeeded and none is to blame: the reason why they all failed or were not tried. */
  abortedBy?: Error;
}

/**
 * Does a piece of work for each of many covers. They start ten at a time, so that their reads fill a call. A cover that
 * fails does not stop the others. But once it is clear that all would fail (no credentials, no permission, no network), or
 * the operation is cancelled, no more are started.
 */
export async function eachCover(
  { startProgress, cancelled }: Pick<Ports, "startProgress" | "cancelled">,
  mediaIds: readonly string[],
  work: (mediaId: string) => Promise<void>,
): Promise<Outcome> {
  const progress = startProgress(mediaIds.length);
  const tally = new Tally();
  const attempt = async (mediaId: string): Promise<void> => {
    if (cancelled?.aborted === true) tally.stop(new CancelledError());
    if (tally.isStopped) return tally.skip(mediaId);
    try {
      await work(mediaId);
      tally.succeed();
      progress.done();
    } catch (thrown) {
      const error = thrown instanceof Error ? thrown : new Error(String(thrown));
      if (error instanceof CancelledError) {
        // Its call was not sent yet.
        tally.stop(error);
        return tally.skip(mediaId);
      }
      tally.fail(mediaId, error);
      progress.failed();
    }
  };

  const remaining = chunks(mediaIds, limits.maxIdsPerQuery);
  const worker = async (): Promise<void> => {
    for (const chunk of remaining) await Promise.all(chunk.map(attempt));
  };
  await Promise.all(Array.from({ length: chunksInProgress }, worker));
  progress.end();
  return tally.outcome();
}

/** Shared by all workers: each takes the next chunk when it is free. */
function* chunks<T>(items: readonly T[], size: number): Generator<T[]> {
  for (let start = 0; start < items.length; start += size) yield items.slice(start, start + size);
}

/** Counts what came of the covers, and notices when no further one can succeed. */
class Tally {
  private readonly failed = new Map<string, Error>();
  private readonly notTried: string[] = [];
  /** Those since the last success that no cover is to blame for. */
  private readonly failedCalls = new Set<Error>();
  private succeeded = 0;
  private stoppedBy: Error | undefined;

  get isStopped(): boolean {
    return this.stoppedBy !== undefined;
  }

  succeed(): void {
    this.succeeded += 1;
    this.failedCalls.clear();
  }

  fail(mediaId: string, error: Error): void {
    this.failed.set(mediaId, error);
    const scope = failureScope(error);
    // A call that failed for ten covers failed once.
    if (scope === "unclear") this.failedCalls.add(error instanceof CallError ? error.cause : error);
    if (scope === "every" || this.failedCalls.size >= maxFailedCalls) this.stop(error);
  }

  skip(mediaId: string): void {
    this.notTried.push(mediaId);
  }

  stop(because: Error): void {
    this.stoppedBy ??= because;
  }

  outcome(): Outcome {
    const errors = [...this.failed.values()];
    const failures = [
      ...recordFailures(this.failed),
      ...(this.stoppedBy === undefined ? [] : recordNotTried(this.notTried, this.stoppedBy)),
    ];
    const isAborted = this.succeeded === 0 && errors.every((error) => failureScope(error) !== "call");
    const abortedBy = isAborted ? (this.stoppedBy ?? errors[0]) : undefined;
    return { failures, ...(abortedBy !== undefined && { abortedBy }) };
  }
}
