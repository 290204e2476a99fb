/** The calls that arrived in one second. */
export interface CallsOfSecond {
  calls: number;
  /** How many of them were answered with another code than OK. */
  refused: number;
}

/** How far back {@link Pace} remembers. */
export const paceSeconds = 120;

/** Counts the calls of each of the last seconds. */
export class Pace {
  private readonly seconds = new Map<number, CallsOfSecond>();

  /**
   * Counts a call.
   *
   * @returns the second of the call, to count a refusal in it later
   */
  arrived(atMs: number): CallsOfSecond {
    const second = Math.floor(atMs / 1000);
    const ofSecond = this.seconds.get(second) ?? this.begin(second);
    ofSecond.calls += 1;
    return ofSecond;
  }

  /** The last seconds up to now, oldest first. Seconds without calls have zeros. */
  until(nowMs: number): CallsOfSecond[] {
    const now = Math.floor(nowMs / 1000);
    return Array.from({ length: paceSeconds }, (_, index) => {
      return this.seconds.get(now - paceSeconds + 1 + index) ?? { calls: 0, refused: 0 };
    });
  }

  private begin(second: number): CallsOfSecond {
    const ofSecond = { calls: 0, refused: 0 };
    this.seconds.set(second, ofSecond);
    const [oldest] = this.seconds.keys();
    if (this.seconds.size > paceSeconds && oldest !== undefined) this.seconds.delete(oldest);
    return ofSecond;
  }
}
