import {
  CallError,
  ConfigurationError,
  CredentialsError,
  MediaNotFoundError,
  UnexpectedAnswerError,
} from "../../mps/errors";
import { limits } from "../../mps/limits";
import { CancelledError } from "../cancelled";
import type { Ports } from "../ports";
import type { FailureRecord } from "./failures";

/** Covers under way at once: those of as many calls of QueryMediaList. Four seconds of work, and little memory. */
const chunksUnderWay = 40;
/** After so many failed calls in a row that no media or URL is the reason of, no cover is thought to fare better. */
const mostFailedCalls = 10;

/** What came of the work on many covers. */
export interface Tally {
  failures: FailureRecord[];
  /** Why nothing at all went well, where that has nothing to do with the covers. */
  nothingBecause: Error | undefined;
}

/**
 * Does a piece of work for each of many covers. They start ten at a time, so that their reads fill a call. One that fails
 * does not stop the others; but when it is clear that all will (no credentials, no permission, no network), no more are
 * begun.
 */
export async function eachCover(
  { startProgress, cancelled }: Pick<Ports, "startProgress" | "cancelled">,
  mediaIds: readonly string[],
  work: (mediaId: string) => Promise<void>,
): Promise<Tally> {
  const progress = startProgress(mediaIds.length);
  const failed = new Map<string, Error>();
  const notTried: string[] = [];
  const failedCalls = new Set<unknown>();
  let done = 0;
  let stop: Error | undefined;

  const one = async (mediaId: string): Promise<void> => {
    if (cancelled?.aborted === true) stop ??= new CancelledError();
    if (stop !== undefined) return void notTried.push(mediaId);
    try {
      await work(mediaId);
      done += 1;
      failedCalls.clear();
      progress.done();
    } catch (thrown) {
      const error = thrown instanceof Error ? thrown : new Error(String(thrown));
      if (error instanceof CancelledError) {
        // Its call was not sent yet.
        stop ??= error;
        return void notTried.push(mediaId);
      }
      failed.set(mediaId, error);
      progress.failed();
      // A call that failed for ten covers failed once.
      if (mayConcernAll(error)) failedCalls.add(error instanceof CallError ? error.cause : error);
      if (concernsAll(error) || failedCalls.size >= mostFailedCalls) stop ??= error;
    }
  };

  const remaining = chunks(mediaIds, limits.maxIdsPerQuery);
  const worker = async (): Promise<void> => {
    for (const chunk of remaining) await Promise.all(chunk.map(one));
  };
  await Promise.all(Array.from({ length: chunksUnderWay }, worker));
  progress.end();

  const errors = [...failed.values()];
  const isAboutCovers = done > 0 || !errors.every((error) => concernsAll(error) || mayConcernAll(error));
  return {
    failures: [...failureRecords(failed), ...notTriedRecord(notTried, stop)],
    nothingBecause: isAboutCovers ? undefined : (stop ?? errors[0]),
  };
}

/** Shared by all workers: each takes the next chunk when it is free. */
function* chunks<T>(items: readonly T[], size: number): Generator<T[]> {
  for (let start = 0; start < items.length; start += size) yield items.slice(start, start + size);
}

/** The next call would fail the same way. */
function concernsAll(error: Error): boolean {
  if (error instanceof CredentialsError || error instanceof ConfigurationError) return true;
  return error instanceof CallError && error.cause.concernsEveryCall;
}

/** Several in a row mean that the next call would fail the same way. */
function mayConcernAll(error: Error): boolean {
  if (!(error instanceof CallError)) return false;
  return error.cause.retry !== "never" || error.cause instanceof UnexpectedAnswerError;
}

function failureRecords(failed: ReadonlyMap<string, Error>): FailureRecord[] {
  const records = new Map<string, FailureRecord>();
  for (const [mediaId, error] of [...failed].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    const { code, fix } = reasonOf(error);
    const record = records.get(code) ?? { code, fix, example: error.message, mediaIds: [] };
    record.mediaIds.push(mediaId);
    records.set(code, record);
  }
  return [...records.values()].toSorted((a, b) => (a.code < b.code ? -1 : 1));
}

function notTriedRecord(mediaIds: readonly string[], because: Error | undefined): FailureRecord[] {
  if (because === undefined || mediaIds.length === 0) return [];
  const { code, fix } = reasonOf(because);
  return [
    {
      code: "NotTried",
      fix: because instanceof CancelledError ? "run the operation again" : `see ${code}: ${fix}`,
      example: because.message,
      mediaIds: mediaIds.toSorted(),
    },
  ];
}

function reasonOf(error: Error): { code: string; fix: string } {
  if (error instanceof CallError) return { code: error.code, fix: error.fix };
  if (error instanceof MediaNotFoundError) {
    return { code: "MediaNotFound", fix: `check the id, and that the media lives in ${error.region}` };
  }
  return { code: error.name, fix: "see the example below" };
}
