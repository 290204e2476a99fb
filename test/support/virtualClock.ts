import type { Clock } from "../../provider/mps/ports";

interface Sleeper {
  at: number;
  wake: () => void;
}

/**
 * Time for work that goes over real sockets: it stands still while a request is under way, and else jumps from one
 * sleeper to the next. A minute of retrying takes some milliseconds, in the order that it would have.
 */
export class VirtualClock implements Clock {
  private nowMs = 0;
  private readonly sleepers: Sleeper[] = [];
  private underWay = 0;
  private isLooking = false;

  /** @param start The time of day when nothing has passed yet. */
  constructor(private readonly start: Date = new Date()) {}

  readonly now = (): number => this.nowMs;
  readonly date = (): Date => new Date(this.start.getTime() + this.nowMs);
  readonly sleep = (delayMs: number): Promise<void> =>
    new Promise((wake) => {
      const at = this.nowMs + Math.max(0, delayMs);
      const later = this.sleepers.findIndex((sleeper) => sleeper.at > at);
      this.sleepers.splice(later === -1 ? this.sleepers.length : later, 0, { at, wake });
      this.look();
    });

  /** Holds time while something is under way that the clock cannot know of. */
  async during<T>(work: Promise<T>): Promise<T> {
    this.underWay += 1;
    try {
      return await work;
    } finally {
      this.underWay -= 1;
      this.look();
    }
  }

  /** Lets time pass at once: what was under way took so long. */
  advance(milliseconds: number): void {
    this.nowMs += milliseconds;
  }

  /** When everybody who can go on has done so, and nothing is under way, the next sleeper wakes. */
  private look(): void {
    if (this.isLooking) return;
    this.isLooking = true;
    setImmediate(() => {
      this.isLooking = false;
      if (this.underWay > 0) return;
      const next = this.sleepers.shift();
      if (next === undefined) return;
      this.nowMs = Math.max(this.nowMs, next.at);
      next.wake();
      this.look();
    });
  }
}
