/**
 * How the calls of a second are counted:
 *
 * - `sliding`: at most the limit in any 1,000 ms, wherever they begin;
 * - `fixed`: at most the limit in each second of the clock. Around the turn of a second, up to twice as many can pass.
 */
export type RateWindow = "fixed" | "sliding";

/**
 * Counts the calls of a second. Refused calls do not count. This is not documented; but otherwise a client that repeats at
 * once would never get through, which nobody reports.
 */
export class RateLimiter {
  /** Times of the admitted calls of the last second, in milliseconds, by key. */
  private readonly admittedAtMs = new Map<string, number[]>();

  constructor(private readonly window: RateWindow) {}

  /**
   * Admits or refuses a call.
   *
   * @param key what is limited, e.g. one operation of one account
   * @param limit calls a second
   * @returns 0 if admitted, else the milliseconds until the next call can be
   */
  admit(key: string, limit: number, nowMs: number): number {
    const windowStartMs = this.window === "fixed" ? Math.floor(nowMs / 1000) * 1000 : nowMs - 1000;
    const admitted = (this.admittedAtMs.get(key) ?? []).filter((atMs) => {
      // A call in the future means that the clock was set back.
      const isInWindow = this.window === "fixed" ? atMs >= windowStartMs : atMs > windowStartMs;
      return isInWindow && atMs <= nowMs;
    });
    this.admittedAtMs.set(key, admitted);
    const oldest = admitted[admitted.length - limit];
    if (oldest !== undefined) {
      return Math.max(
        1,
        Math.ceil(this.window === "fixed" ? windowStartMs + 1000 - nowMs : oldest + 1000 - nowMs),
      );
    }
    admitted.push(nowMs);
    return 0;
  }
}
