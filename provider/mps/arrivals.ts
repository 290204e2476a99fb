/** One call that was sent; to be given back to the pacer when it has ended. */
export interface Departure {
  /** When it was sent, in milliseconds of the clock. */
  readonly at: number;
}

/** How a call ended. A failure may be quicker than any answer can be, so its time tells nothing of the network. */
export type Outcome = "answered" | "failed";

/** A second, and a little for what the estimate cannot know. */
const secondMs = 1_003;

/**
 * Estimates when the service counted calls, from when they were sent and when they ended.
 *
 * Calls that are sent evenly do not arrive evenly: of 97 a second, each up to 20 ms early or late, 101 are now and then in
 * one second for the service. Of a call that took longer than the quickest one, we assume that it lost the difference on its
 * way there: it arrived the quickest round trip before it ended. If it lost some on the way back, the estimate is too late,
 * which costs some room. A call that is under way may arrive at any time from that long ago on.
 */
export class Arrivals {
  private readonly sentAt: number[] = [];
  private readonly endedAt: number[] = [];
  private readonly roundTrips = new RollingMinimum();
  private underWay = 0;
  /**
   * From when on calls find open connections. Those before open their own, which takes round trips of its own, and arrive
   * among those after: so until then half as many may be sent in a second.
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
   * The time from which one more call may be sent, so that no second sees more than `most` arrive: a second after the
   * arrival that is the `most`-th from the end.
   *
   * Moves on with `now` as long as calls are under way; so ask again when that time has come.
   */
  roomAt(now: number): number {
    const most = now < this.settledAt ? Math.ceil(this.most / 2) : this.most;
    // No call arrives before it is sent, whatever the estimate says.
    return secondMs + Math.max(this.nthLatestArrival(most, now), this.sentAt.at(-most) ?? -Infinity);
  }

  /** When the n-th call from the end arrived. Those under way come last, whatever their order; -Infinity for none. */
  private nthLatestArrival(n: number, now: number): number {
    const endedAt = n > this.underWay ? this.endedAt.at(this.underWay - n) : now;
    return (endedAt ?? -Infinity) - this.roundTrips.minimum();
  }
}

/** For how long a value counts: networks change. Twice as long, while there are few values. */
const memoryMs = 5_000;
const fewValues = 3;

/** The smallest of the values of the last while. Two windows, so that none begins empty. */
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
