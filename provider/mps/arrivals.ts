/** One call that was let go; to be given back to the pacer when it has ended. */
export interface Departure {
  /** When it left, in milliseconds of the clock. */
  readonly at: number;
  /** When its answer was there, or the call had failed. */
  endedAt?: number;
}

/** How many calls are remembered for the quickest round trip: at full speed, those of the last ten seconds. */
const memory = 1_000;

/**
 * Estimates when the service counted calls, from when they left and when their answers came.
 *
 * Calls that leave evenly do not arrive evenly: 97 a second, each up to 20 ms early or late, are now and then 101 in a
 * second for the service. A call that took longer than the quickest one is taken to have lost the difference on its way
 * there. If it lost some of it on the way back, the estimate is too late, which only costs a little room.
 */
export class Arrivals {
  private readonly departures: Departure[] = [];

  add(departure: Departure): void {
    this.departures.push(departure);
    if (this.departures.length > memory) this.departures.shift();
  }

  /**
   * The time from which one more call may leave, so that no more than `count` arrive in any `spanMs`.
   *
   * Moves on with `now` as long as calls are under way; so ask again when that time has come.
   */
  roomAt(count: number, spanMs: number, now: number): number {
    const quickestMs = this.quickestMs();
    const arrivals = this.departures
      .slice(-2 * count)
      .map(({ at, endedAt }) => Math.max(at, (endedAt ?? now) - quickestMs))
      .toSorted((a, b) => a - b);
    const last = arrivals.at(-count);
    return last === undefined ? -Infinity : last + spanMs;
  }

  /** The round trip of a call that nothing held up. */
  private quickestMs(): number {
    return this.departures.reduce(
      (quickest, { at, endedAt = Infinity }) => Math.min(quickest, endedAt - at),
      Infinity,
    );
  }
}
