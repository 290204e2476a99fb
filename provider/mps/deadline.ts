/**
 * Waits for work, up to a deadline. Work that takes longer goes on, and its result is ignored.
 *
 * @throws what `tooLate` makes, after `deadlineMs`; else what the work throws.
 */
export async function withDeadline<T>(
  work: Promise<T>,
  deadlineMs: number,
  tooLate: () => Error,
): Promise<T> {
  const deadline = Promise.withResolvers<never>();
  const timer = setTimeout(() => deadline.reject(tooLate()), deadlineMs);
  try {
    return await Promise.race([work, deadline.promise]);
  } finally {
    clearTimeout(timer);
  }
}
