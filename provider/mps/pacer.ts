import { defaults } from "./limits";
import type { Clock } from "./ports";

/** A throttle halves the rate; each call that goes well gives back 1 % of the full rate. */
const slowDown = 0.5;
const recovery = 0.01;
/** The rate never falls below this part of the full one: the account's other programs get room, but we end. */
const leastShare = 0.05;
/** The pause of everybody when the service refuses and does not say for how long. */
const pauseMs = 1_000;
/**
 * Timers fire late. What was lost is made up for, closer together (at half the spacing), or every late timer would
 * cost rate for good; but a machine that slept does not catch up on its sleep.
 */
const mostCatchUpMs = 100;
/** No second ever sees more calls than the rate and this part of it: room to make up for late timers. */
const slack = 0.02;

/** When a call left; to be given back if it is refused. */
export type Departure = number;

/**
 * Spreads calls evenly over time, for everybody in this process who makes the same kind of call. No burst at the start,
 * none after a pause, and never more than `callsPerSecond` (and 2 %) in any second, so that the service refuses nothing
 * whether it counts in fixed or in sliding seconds.
 */
export class Pacer {
  private share = 1;
  /** Times of the last calls, as many as a second may hold. */
  private readonly departures: number[] = [];
  /** When the next call is due on an even schedule. */
  private due = 0;
  private notBefore = 0;
  private slowedAt = -Infinity;
  private readonly waiting: ((departure: Departure) => void)[] = [];

  /** @param callsPerSecond More than 0; may be a fraction. */
  constructor(
    private readonly callsPerSecond: number,
    private readonly clock: Clock,
  ) {}

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
      if (idle) void this.letGo();
    });
  }

  /**
   * The service refused a call for the rate: everybody waits, then goes on slower.
   *
   * @returns Whether this is news. Calls that were under way together are refused together: one throttle, not many.
   */
  throttled(departure: Departure, retryAfterMs: number = pauseMs): boolean {
    const now = this.clock.now();
    const isNews = departure > this.slowedAt;
    if (isNews) {
      this.share = Math.max(leastShare, this.share * slowDown);
      this.slowedAt = now;
    }
    this.notBefore = Math.max(this.notBefore, now + Math.min(retryAfterMs, defaults.callDeadlineMs));
    return isNews;
  }

  /** The service took a call: the rate recovers a little. */
  succeeded(): void {
    this.share = Math.min(1, this.share + recovery);
  }

  private async letGo(): Promise<void> {
    while (this.waiting.length > 0) {
      for (let waitMs = this.waitMs(); waitMs > 0; waitMs = this.waitMs()) await this.clock.sleep(waitMs);
      const now = this.clock.now();
      this.departures.push(now);
      if (this.departures.length > this.perSecond) this.departures.shift();
      this.due = Math.max(this.due, this.notBefore, now - mostCatchUpMs) + this.intervalMs;
      this.waiting.shift()?.(now);
    }
  }

  private waitMs(): number {
    const last = this.departures.at(-1);
    const first = this.departures.at(0);
    const apart = last === undefined ? 0 : last + this.intervalMs / 2;
    const roomInSecond = first === undefined || this.departures.length < this.perSecond ? 0 : first + 1000;
    return Math.max(this.due, apart, roomInSecond, this.notBefore) - this.clock.now();
  }

  private get intervalMs(): number {
    return 1000 / (this.callsPerSecond * this.share);
  }

  private get perSecond(): number {
    return Math.max(1, Math.floor(this.callsPerSecond * (1 + slack)));
  }
}
