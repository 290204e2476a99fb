import { Arrivals, type Departure, type Outcome } from "./arrivals";
import { defaults, limits } from "./limits";
import type { Clock } from "./ports";

/** A throttle halves the rate; each second without one gives back 5 % of the full rate. */
const slowDown = 0.5;
const recoveryPerSecond = 0.05;
/** The lowest part of the full rate. It leaves room to the account's other programs, and our work still ends. */
const leastShare = 0.05;
/** How long all calls pause if the service refuses one and does not say for how long. */
const pauseMs = 1_000;
/**
 * How much lost time is made up for, at half the spacing: timers fire late, and each would otherwise cost rate for good.
 * More than this, as after the machine slept, is not made up for.
 */
const mostCatchUpMs = 100;
/** How often to look again while waiting: answers may make room sooner than estimated. */
const lookAgainMs = 50;
/** How many times the average may arrive in the busiest second. At the default rate, that is the service's limit. */
const busiest = limits.maxCallsPerSecond / defaults.maxQps;

/**
 * Spreads the calls of one operation evenly over time, for the whole process: no burst at the start, none after a pause, and
 * at most `callsPerSecond` (plus 2 %) arriving in any second. So the service refuses none, whether it counts fixed or
 * sliding seconds, as long as nobody else uses the account.
 */
export class Pacer {
  private readonly arrivals: Arrivals;
  private lastAt = -Infinity;
  /** When the next call is due on an even schedule. */
  private due = 0;
  private notBefore = -Infinity;
  /** When the service last refused, and what part of the full rate was left then. */
  private slowed = { at: -Infinity, share: 1 };
  private readonly waiting: ((departure: Departure) => void)[] = [];

  /** @param callsPerSecond More than 0; may be a fraction. */
  constructor(
    private readonly callsPerSecond: number,
    private readonly clock: Clock,
  ) {
    this.arrivals = new Arrivals(Math.max(1, Math.round(callsPerSecond * busiest)));
  }

  /**
   * Resolves when the caller may make one call. First come, first served.
   *
   * @param again The call was sent before and failed. It goes before new calls, because its deadline is running.
   */
  turn(again = false): Promise<Departure> {
    return new Promise((resolve) => {
      const idle = this.waiting.length === 0;
      if (idle) this.due = Math.max(this.due, this.clock.now());
      if (again) this.waiting.unshift(resolve);
      else this.waiting.push(resolve);
      if (idle) void this.giveTurns();
    });
  }

  /** A call that had its turn has ended. */
  ended(departure: Departure, outcome: Outcome): void {
    this.arrivals.ended(departure, this.clock.now(), outcome);
  }

  /**
   * The service refused a call because of the rate: all calls pause, then go on at a lower rate.
   *
   * @returns False if the call was sent before the last refusal: calls under way together are refused together, which counts
   * once.
   */
  throttled(departure: Departure, retryAfterMs: number = pauseMs): boolean {
    const now = this.clock.now();
    const isNews = departure.at > this.slowed.at;
    if (isNews) this.slowed = { at: now, share: Math.max(leastShare, this.share(now) * slowDown) };
    this.notBefore = Math.max(this.notBefore, now + Math.min(retryAfterMs, defaults.callDeadlineMs));
    return isNews;
  }

  private async giveTurns(): Promise<void> {
    while (this.waiting.length > 0) {
      for (let waitMs = this.waitMs(); waitMs > 0; waitMs = this.waitMs())
        await this.clock.sleep(Math.min(waitMs, lookAgainMs));
      const now = this.clock.now();
      const departure = { at: now };
      this.lastAt = now;
      this.arrivals.sent(departure);
      this.due = Math.max(this.due, this.notBefore, now - mostCatchUpMs) + this.intervalMs(now);
      this.waiting.shift()?.(departure);
    }
  }

  private waitMs(): number {
    const now = this.clock.now();
    const apart = this.lastAt + this.intervalMs(now) / 2;
    return Math.max(this.due, apart, this.arrivals.roomAt(now), this.notBefore) - now;
  }

  private intervalMs(now: number): number {
    return 1000 / (this.callsPerSecond * this.share(now));
  }

  /** The part of the full rate that is used: all of it, unless the service refused a call lately. */
  private share(now: number): number {
    const quietSeconds = Math.max(0, now - Math.max(this.slowed.at, this.notBefore)) / 1000;
    return Math.min(1, this.slowed.share + recoveryPerSecond * quietSeconds);
  }
}
