import type { Clock } from "../../provider/mps/ports";

interface Sleeper {
  at: number;
  wake: () => void;
}

/** A clock that stands still until `run` lets time pass, from one sleeper to the next. */
export class FakeClock implements Clock {
  private nowMs = 0;
  private readonly sleepers: Sleeper[] = [];

  /** @param latenessMs How much later than asked each sleeper wakes, as timers do. */
  constructor(private readonly latenessMs: () => number = () => 0) {}

  readonly now = (): number => this.nowMs;
  readonly date = (): Date => new Date(Date.UTC(2026, 0, 2) + this.nowMs);
  readonly sleep = (delayMs: number): Promise<void> =>
    new Promise((wake) => {
      this.sleepers.push({ at: this.nowMs + Math.max(0, delayMs) + this.latenessMs(), wake });
    });

  /** Lets time pass until a promise has settled, and gives what it settled with. */
  async run<T>(work: Promise<T>): Promise<T> {
    let settled = false;
    const mark = (): void => {
      settled = true;
    };
    work.then(mark, mark);
    for (;;) {
      await new Promise(setImmediate);
      if (settled) return work;
      this.sleepers.sort((a, b) => a.at - b.at);
      const next = this.sleepers.shift();
      if (next === undefined) throw new Error("nobody sleeps, and the work has not ended");
      this.nowMs = Math.max(this.nowMs, next.at);
      next.wake();
    }
  }
}
