import { Arrivals, type Departure, type Outcome } from "./arrivals";
import { defaults, limits } from "./limits";
import type { Clock } from "./ports";

/** A throttle halves the rate; each second without one gives back 5 % of the full rate. */
const slowDown = 0.5;
const recoveryPerSecond = 0.05;
/** The rate never falls below this part of the full one: the account's other programs get room, but we end. */
const leastShare = 0.05;
/** The pause of everybody when the service refuses and does not say for how long. */
const pauseMs = 1_000;
/**
 * Timers fire late. What was lost is made up for, closer together (at half the spacing), or every late timer would
 * cost rate for good; but a machine that slept does not catch up on its sleep.
 */
const mostCatchUpMs = 100;
/** Answers that come meanwhile can make room sooner than it looked. */
const lookAgainMs = 50;
/** How many calls may arrive in the busiest second, to one that is spaced evenly: at the default rate, the service's limit. */
const busiest = limits.maxCallsPerSecond / defaults.maxQps;

/**
 * Spreads calls evenly over time, for everybody in this process who makes the same kind of call. No burst at the start,
 * none after a pause, and never more than `callsPerSecond` (and 2 %) arriving in any second, so that the service refuses
 * nothing whether it counts in fixed or in sliding seconds.
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
   * @param again The call was sent before and failed: it goes before those that were not, as its time is running.
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
   * The service refused a call for the rate: everybody waits, then goes on slower.
   *
   * @returns Whether this is news. Calls that were under way together are refused together: one throttle, not many.
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
