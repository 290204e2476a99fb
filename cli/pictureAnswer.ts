/** What commands that ask hosts for pictures have in common. */

/** Pictures asked for at once. */
export const picturesUnderWay = 16;
/** Longest wait for one answer. */
export const pictureTimeoutMs = 10_000;

/** What is wrong with an answer by its status, as the end of a sentence whose subject is the picture. */
export function statusProblem(status: number): string | undefined {
  if (status === 200) return undefined;
  if (status === 403) return "may not be read by everybody (HTTP 403); make it public-read";
  if (status >= 300 && status < 400) {
    return `answers a redirection (HTTP ${status}), which is not followed; give the URL that it leads to`;
  }
  return `answers HTTP ${status}; put the picture there`;
}

/** What is wrong where there is no answer. */
export function connectionProblem(error: unknown): string {
  return `does not answer (${reasonOf(error)}); check its host`;
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === "TimeoutError") return `not in ${pictureTimeoutMs / 1000} s`;
  return "code" in error ? String(error.code) : error.message;
}

/** Does something with each, with at most so many under way as pictures may be. */
export async function eachPicture<T>(items: Iterable<T>, work: (item: T) => Promise<void>): Promise<void> {
  const waiting = items[Symbol.iterator]();
  const worker = async (): Promise<void> => {
    // All workers take from the one iterator.
    for (let next = waiting.next(); next.done !== true; next = waiting.next()) await work(next.value);
  };
  await Promise.all(Array.from({ length: picturesUnderWay }, worker));
}
