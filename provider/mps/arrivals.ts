/** One call that was sent. The pacer gets it back when the call has ended. */
export interface Departure {
  /** When it was sent, in milliseconds of the clock. */
  readonly at: number;
}

/** How a call ended. A failure may be quicker than any answer can be, so its duration says nothing about the network. */
export type Outcome = "answered" | "failed";

/** A second, plus a margin for errors of the estimate. */
const secondMs = 1_003;

/**
 * Estimates when the service counted calls, from when they were sent and when they ended.
 *
 * Calls that are sent evenly do not arrive evenly: even at 97 calls a second, each up to 20 ms early or late, the service now and
 * then sees 101 within a second. If a call takes longer than the quickest one, we assume that it lost the difference on its
 * way to the service: it arrived one quickest round trip before it ended. If it lost time on the way back instead, the
 * estimate is too late, which only costs some rate. A call under way may have arrived one quickest round trip ago, or at any
 * time since.
 */
export class Arrivals {
  private readonly sentAt: number[] = [];
  private readonly endedAt: number[] = [];
  private readonly roundTrips = new RollingMinimum();
  private underWay = 0;
  /**
   * When calls begin to find open connections. Earlier calls open their own, which takes extra round trips, so they arrive
   * among later ones. Until then, half as many may be sent in a second.
   */
  private settledAt = Infinity;

  /** @param most How many calls may arrive in any second. */
  constructor(private readonly most: number) {}

  /** A call is sent. */
  sent({ at }: Departure): void {
    this.underWay += 1;
    keepLast(this.sentAt, at, this.most);
  }

  /** A call has ended. */
  ended({ at }: Departure, now: number, outcome: Outcome): void {
    this.underWay -= 1;
    keepLast(this.endedAt, now, this.most);
    if (outcome === "failed") return;
    const roundTripMs = now - at;
    this.settledAt = Math.min(this.settledAt, now + roundTripMs);
    this.roundTrips.add(roundTripMs, now);
  }

  /**
   * The earliest time to send one more call so that at most `most` calls arrive in any second: one second after the
   * `most`-th latest arrival.
   *
   * The time moves on with `now` while calls are under way, so ask again when it has come.
   */
  roomAt(now: number): number {
    const most = now < this.settledAt ? Math.ceil(this.most / 2) : this.most;
    // No call arrives before it is sent, whatever the estimate says.
    return secondMs + Math.max(this.nthLatestArrival(most, now), this.sentAt.at(-most) ?? -Infinity);
  }

  /** When the n-th latest call arrived; -Infinity if there were fewer. Calls under way count as the latest. */
  private nthLatestArrival(n: number, now: number): number {
    const endedAt = n > this.underWay ? this.endedAt.at(this.underWay - n) : now;
    return (endedAt ?? -Infinity) - this.roundTrips.minimum();
  }
}

/** How long a value counts, because networks change. Twice as long while there are few values. */
const memoryMs = 5_000;
const fewValues = 3;

/** The smallest recent value. Kept in two windows, so that a new one does not begin empty. */
class RollingMinimum {
  private since = 0;
  private count = 0;
  private current = Infinity;
  private before = Infinity;

  add(value: number, now: number): void {
    if (now > this.since + memoryMs && this.count >= fewValues) {
      this.before = this.current;
      this.current = Infinity;
      this.since = now;
      this.count = 0;
    }
    this.current = Math.min(this.current, value);
    this.count += 1;
  }

  /** Infinity for no value. */
  minimum(): number {
    return Math.min(this.current, this.before);
  }
}

function keepLast(items: number[], item: number, most: number): void {
  items.push(item);
  if (items.length > most) items.shift();
}
