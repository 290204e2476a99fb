/**
 * Waits for a promise, or until the signal is aborted.
 *
 * @throws the signal's reason, or what the promise rejects with.
 */
export async function unlessAborted<T>(wait: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return wait;
  const aborted = Promise.withResolvers<never>();
  const abort = (): void => aborted.reject(signal.reason);
  if (signal.aborted) abort();
  signal.addEventListener("abort", abort);
  try {
    return await Promise.race([aborted.promise, wait]);
  } finally {
    signal.removeEventListener("abort", abort);
  }
}
