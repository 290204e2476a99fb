import { formatCount } from "../../cover/formatCount";
import { CallError, MediaNotFoundError } from "../../mps/errors";
import { CancelledError } from "../cancelled";

/** A message names this many covers, then says how many more there are. */
export const maxListed = 20;

/** Covers that failed for one reason. Small, as it is recorded: a few texts, and the ids. */
export interface FailureRecord {
  /** The service's code, or the network's, or ours: `MediaNotFound`, `NotTried`. */
  code: string;
  /** What the user should do, without a full stop. */
  fix: string;
  /** The full message of the first of them, with the service's words. */
  example: string;
  /** In ascending order. */
  mediaIds: string[];
}

/** The videos whose covers failed. */
export function failedIds(failures: readonly FailureRecord[]): string[] {
  return failures.flatMap(({ mediaIds }) => mediaIds);
}

/** Groups failed covers by the code of their error. */
export function recordFailures(failed: ReadonlyMap<string, Error>): FailureRecord[] {
  const records = new Map<string, FailureRecord>();
  for (const [mediaId, error] of [...failed].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    const { code, fix } = explain(error);
    const record = records.get(code) ?? { code, fix, example: error.message, mediaIds: [] };
    record.mediaIds.push(mediaId);
    records.set(code, record);
  }
  return [...records.values()].toSorted((a, b) => (a.code < b.code ? -1 : 1));
}

/** @param because Why no more covers were started. */
export function recordNotTried(mediaIds: readonly string[], because: Error): FailureRecord[] {
  if (mediaIds.length === 0) return [];
  const { code, fix } = explain(because);
  return [
    {
      code: "NotTried",
      fix: because instanceof CancelledError ? "run the operation again" : `see ${code}: ${fix}`,
      example: because.message,
      mediaIds: mediaIds.toSorted(),
    },
  ];
}

function explain(error: Error): Pick<FailureRecord, "code" | "fix"> {
  if (error instanceof CallError) return { code: error.code, fix: error.fix };
  if (error instanceof MediaNotFoundError) {
    return { code: "MediaNotFound", fix: `check the id, and that the video is in ${error.region}` };
  }
  return { code: error.name, fix: "see the example below" };
}

/**
 * Failed covers as users read them: one line each with the video, the code and the fix for the first twenty, then how many
 * more; and the full message of one for each code.
 *
 * @param headline What happened to them, such as "2 of 1,000 covers failed".
 */
export function describeFailures(headline: string, failures: readonly FailureRecord[]): string {
  const lines = failures.flatMap(({ code, fix, mediaIds }) =>
    mediaIds.map((mediaId) => `  video ${mediaId}: ${code}: ${fix}`),
  );
  const more = lines.length - maxListed;
  return [
    `${headline}:`,
    ...lines.slice(0, maxListed),
    ...(more > 0 ? [`  and ${formatCount(more)} more`] : []),
    ...failures.map(({ example }) => `for example: ${example}`),
  ].join("\n");
}
