import type { RetryClass } from "./errorCodes";
import { defaults } from "./limits";

/** How patient the client is with one class of failure. */
export interface Patience {
  /** Failures of this class after which a call ends. The deadline may end it sooner. */
  maxAttempts: number;
  /** The wait before attempt n+1 is random between 0 and `baseDelayMs` x 2^(n-1) ("full jitter") ... */
  baseDelayMs: number;
  /** ... but never longer than this. */
  maxDelayMs: number;
}

/**
 * The whole timing of retries, as a table. Longest waits before attempts 2, 3, 4, ...: throttled 1, 2, 4, 8, 10, 10 s
 * until the deadline; temporary and network 0.5, 1, 2, 4, 8 s.
 */
export const patience: Readonly<Record<RetryClass, Patience>> = {
  throttled: { maxAttempts: Infinity, baseDelayMs: 1_000, maxDelayMs: 10_000 },
  temporary: { maxAttempts: 6, baseDelayMs: 500, maxDelayMs: 10_000 },
  network: { maxAttempts: 6, baseDelayMs: 500, maxDelayMs: 10_000 },
  nonce: { maxAttempts: 4, baseDelayMs: 0, maxDelayMs: 0 },
  credentials: { maxAttempts: 2, baseDelayMs: 0, maxDelayMs: 0 },
  never: { maxAttempts: 1, baseDelayMs: 0, maxDelayMs: 0 },
};

/** What is known when an attempt has failed. */
export interface FailedAttempt {
  retry: RetryClass;
  /** The wait that the service asked for; used instead of a random one. */
  retryAfterMs?: number | undefined;
  /** How many attempts have failed in this way, this one included. */
  attempt: number;
  /** Since the call's first attempt began. */
  elapsedMs: number;
}

/** Retry after `delayMs`, or give up, and why. */
export type RetryDecision = { retry: true; delayMs: number } | { retry: false; reason: string };

/**
 * Decides whether a failed call is retried, and after what wait. Pure: chance comes in as `random`, a number from 0 up to 1.
 * A retry that would begin after the deadline is not made.
 */
export function decideRetry(
  failed: FailedAttempt,
  random: () => number,
  deadlineMs: number = defaults.callDeadlineMs,
): RetryDecision {
  const { maxAttempts, baseDelayMs, maxDelayMs } = patience[failed.retry];
  if (maxAttempts === 1) return { retry: false, reason: "trying again would not help" };
  if (failed.attempt >= maxAttempts) return { retry: false, reason: "every attempt failed" };

  const longestMs = Math.min(maxDelayMs, baseDelayMs * 2 ** (failed.attempt - 1));
  const delayMs = failed.retryAfterMs ?? Math.floor(random() * longestMs);
  if (failed.elapsedMs + delayMs >= deadlineMs) {
    const asked =
      failed.retryAfterMs === undefined
        ? ""
        : `, and the service asks to wait ${failed.retryAfterMs / 1000} s`;
    return { retry: false, reason: `a call may take ${deadlineMs / 1000} s${asked}` };
  }
  return { retry: true, delayMs };
}
