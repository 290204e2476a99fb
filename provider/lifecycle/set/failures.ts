/** How many covers a message names before it goes on with their number. */
export const mostListed = 20;

/** Covers that failed for one reason. Small, as it is recorded: a few texts, and the ids. */
export interface FailureRecord {
  /** The service's code, or the network's, or ours: `MediaNotFound`, `NotTried`. */
  code: string;
  /** What the user should do, without a full stop. */
  fix: string;
  /** The whole story of the first of them, with the service's words. */
  example: string;
  /** In the order of the ids. */
  mediaIds: string[];
}

/** The media whose covers failed. */
export function failedIds(failures: readonly FailureRecord[]): string[] {
  return failures.flatMap(({ mediaIds }) => mediaIds);
}

/** A number as users read it: "1,000". */
export function count(number: number): string {
  return Math.round(number).toLocaleString("en-US");
}

/**
 * Failed covers as a user reads them: one line each with its media, the code and what to do, the first twenty, then how
 * many more; and for each code the whole story of one.
 *
 * @param headline What happened to them, such as "2 of 1,000 covers failed".
 */
export function describeFailures(headline: string, failures: readonly FailureRecord[]): string {
  const lines = failures.flatMap(({ code, fix, mediaIds }) =>
    mediaIds.map((mediaId) => `  media ${mediaId}: ${code}: ${fix}`),
  );
  const more = lines.length - mostListed;
  return [
    `${headline}:`,
    ...lines.slice(0, mostListed),
    ...(more > 0 ? [`  and ${count(more)} more`] : []),
    ...failures.map(({ example }) => `for example: ${example}`),
  ].join("\n");
}
