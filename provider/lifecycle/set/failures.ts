/** How many covers a message names before it goes on with their number. */
export const mostListed = 20;

/** Covers that failed for one reason. Small, as it is recorded: a few texts, and the ids. */
export interface FailureRecord {
  /** The service's code, or the network's, or ours (`MediaNotFound`). */
  code: string;
  /** What the user should do, without a full stop. */
  fix: string;
  /** The whole story of the first of them, with the service's words. */
  example: string;
  /** In the order of the ids. */
  mediaIds: string[];
}

/** How many covers failed; none where nothing is recorded, as under `pulumi.runtime.setMocks`. */
export function countFailed(failures: readonly FailureRecord[] | undefined): number {
  return (failures ?? []).reduce((count, { mediaIds }) => count + mediaIds.length, 0);
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
    ...(more > 0 ? [`  and ${more.toLocaleString("en-US")} more`] : []),
    ...failures.map(({ example }) => `for example: ${example}`),
  ].join("\n");
}
