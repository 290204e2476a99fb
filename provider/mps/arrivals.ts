/** One call that was let go; to be given back to the pacer when it has ended. */
export interface Departure {
  /** When it left, in milliseconds of the clock. */
  readonly at: number;
}

/** A second, and a little for what the estimate cannot know. */
const secondMs = 1_003;
/** For how long the quickest round trip is remembered: networks change. Twice as long, while few calls are made. */
const memoryMs = 5_000;
const fewCalls = 3;

/**
 * Estimates when the service counted calls, from when they left and when their answers came.
 *
 * Calls that leave evenly do not arrive evenly: 97 a second, each up to 20 ms early or late, are now and then 101 in a
 * second for the service. A call that took longer than the quickest one is taken to have lost the difference on its way
 * there: it arrived the quickest round trip before its answer. If it lost some on the way back, the estimate is too late,
 * which costs some room. A call that is under way may arrive at any time from that long ago on.
 */
export class Arrivals {
  private readonly departed: number[] = [];
  private readonly ended: number[] = [];
  private underWay = 0;
  /** The quickest round trip of the last while, and of the one before. */
  private quickest = { since: 0, ms: Infinity, msBefore: Infinity, calls: 0 };
  /**
   * From when on calls find open connections. Those before open their own, which takes round trips of its own, and arrive
   * among those after: so until then half as many may leave in a second.
   */
  private settledAt = Infinity;

  /** @param most How many calls may arrive in any second. */
  constructor(private readonly most: number) {}

  /** A call leaves. */
  leaves({ at }: Departure): void {
    this.underWay += 1;
    push(this.departed, at, this.most);
  }

  /**
   * A call has ended.
   *
   * @param went Whether it did what it was for. Failures may be quicker than any answer can be, and tell nothing.
   */
  ends({ at }: Departure, now: number, went: boolean): void {
    this.underWay -= 1;
    push(this.ended, now, this.most);
    if (!went) return;
    this.settledAt = Math.min(this.settledAt, now + (now - at));
    const { since, ms, msBefore, calls } = this.quickest;
    const isOver = now > since + memoryMs && calls >= fewCalls;
    this.quickest = isOver
      ? { since: now, ms: now - at, msBefore: ms, calls: 1 }
      : { since, ms: Math.min(ms, now - at), msBefore, calls: calls + 1 };
  }

  /**
   * The time from which one more call may leave, so that no second sees more than `most` arrive: a second after the
   * arrival that is the `most`-th from the end. Those under way come last, whatever their order.
   *
   * Moves on with `now` as long as calls are under way; so ask again when that time has come.
   */
  roomAt(now: number): number {
    const most = now < this.settledAt ? Math.ceil(this.most / 2) : this.most;
    const quickestMs = Math.min(this.quickest.ms, this.quickest.msBefore);
    const answeredAt = this.underWay < most ? this.ended.at(this.underWay - most) : now;
    const departedAt = this.departed.at(-most);
    return secondMs + Math.max((answeredAt ?? -Infinity) - quickestMs, departedAt ?? -Infinity);
  }
}

/** Keeps the last `most` items. */
function push(items: number[], item: number, most: number): void {
  items.push(item);
  if (items.length > most) items.shift();
}
