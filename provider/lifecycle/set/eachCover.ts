import { CallError, ConfigurationError, CredentialsError, MediaNotFoundError } from "../../mps/errors";
import { limits } from "../../mps/limits";
import type { Ports } from "../ports";
import type { FailureRecord } from "./failures";

/** Covers under way at once: those of as many calls of QueryMediaList. Four seconds of work, and little memory. */
const chunksUnderWay = 40;
/** After so many failures in a row that no media or URL is the reason of, no cover is thought to fare better. */
const mostFailuresInARow = 10;

/** What came of the work on many covers. */
export interface Tally {
  /** How many went well. */
  done: number;
  failures: FailureRecord[];
}

/**
 * Does a piece of work for each of many covers. They start ten at a time, so that their reads fill a call. One that fails
 * does not stop the others; but when it is clear that all will (no credentials, no permission, no network), those that
 * were not begun fail at once, for the same reason.
 *
 * @throws what stopped the work, if nothing at all was done.
 */
export async function eachCover(
  { startProgress }: Ports,
  mediaIds: readonly string[],
  work: (mediaId: string) => Promise<void>,
): Promise<Tally> {
  const progress = startProgress(mediaIds.length);
  const failed = new Map<string, unknown>();
  let done = 0;
  let failuresInARow = 0;
  let stop: { because: unknown } | undefined;

  const one = async (mediaId: string): Promise<void> => {
    if (stop !== undefined) return fail(mediaId, stop.because);
    try {
      await work(mediaId);
      done += 1;
      failuresInARow = 0;
      progress.done();
    } catch (error) {
      failuresInARow += isAboutOneCover(error) ? 0 : 1;
      if (isAboutAllCovers(error) || failuresInARow >= mostFailuresInARow) stop ??= { because: error };
      fail(mediaId, error);
    }
  };
  const fail = (mediaId: string, error: unknown): void => {
    failed.set(mediaId, error);
    progress.failed();
  };

  const remaining = chunks(mediaIds, limits.maxIdsPerQuery);
  const worker = async (): Promise<void> => {
    for (const chunk of remaining) await Promise.all(chunk.map(one));
  };
  await Promise.all(Array.from({ length: chunksUnderWay }, worker));
  progress.end();
  const reasons = [...failed.values()];
  // Of a few covers too, what has nothing to do with any of them is told once: the same key was refused for all.
  if (reasons.length > 0 && !reasons.some(isAboutOneCover)) stop ??= { because: reasons[0] };
  if (stop !== undefined && done === 0) throw stop.because;
  return { done, failures: failureRecords(failed) };
}

/** Shared by all workers: each takes the next chunk when it is free. */
function* chunks<T>(items: readonly T[], size: number): Generator<T[]> {
  for (let start = 0; start < items.length; start += size) yield items.slice(start, start + size);
}

function isAboutOneCover(error: unknown): boolean {
  return error instanceof MediaNotFoundError || (error instanceof CallError && error.isAboutValue);
}

/** Without credentials, no call can be made. */
function isAboutAllCovers(error: unknown): boolean {
  return error instanceof CredentialsError || error instanceof ConfigurationError;
}

function failureRecords(failed: ReadonlyMap<string, unknown>): FailureRecord[] {
  const records = new Map<string, FailureRecord>();
  for (const [mediaId, error] of [...failed].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    const { code, fix } = reasonOf(error);
    const record = records.get(code) ?? { code, fix, example: String(messageOf(error)), mediaIds: [] };
    record.mediaIds.push(mediaId);
    records.set(code, record);
  }
  return [...records.values()].toSorted((a, b) => (a.code < b.code ? -1 : 1));
}

function reasonOf(error: unknown): { code: string; fix: string } {
  if (error instanceof CallError) return { code: error.code, fix: error.cause.fix };
  if (error instanceof MediaNotFoundError) {
    return { code: "MediaNotFound", fix: `check the id, and that the media lives in ${error.region}` };
  }
  return { code: error instanceof Error ? error.name : "Error", fix: "see the example below" };
}

const messageOf = (error: unknown): unknown => (error instanceof Error ? error.message : error);
