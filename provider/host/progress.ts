import type { Progress } from "../lifecycle/ports";
import { formatCount } from "../cover/formatCount";
import type { Clock, Log } from "../mps/ports";

/** Shorter work shows no progress. */
const quietMs = 2_000;
/** The pace shown is the average over this many covers. */
const paceOfLast = 500;

/** How often the line is shown: on a terminal it replaces itself, elsewhere each one is a line of the log. */
export function progressIntervalMs(isOnTerminal: boolean): number {
  return isOnTerminal ? 500 : 10_000;
}

/**
 * One line for all work on covers that is under way in this process, such as
 * `covers 400/1,000 · 96/s · 2 failed · 6 s left`; and one that stays when it has ended.
 */
export class ProgressLine {
  private underWay = 0;
  private startedAt = 0;
  private shownAt = 0;
  private total = 0;
  private finished = 0;
  private failures = 0;
  /** When the last covers were finished. */
  private readonly times: number[] = [];

  /** @param intervalMs The shortest time between two lines; asked for only when work lasts. */
  constructor(
    private readonly clock: Pick<Clock, "now">,
    private readonly log: Pick<Log, "status" | "info">,
    private readonly intervalMs: () => number,
  ) {}

  /** @param total How many covers there are to do. */
  start(total: number): Progress {
    if (this.underWay === 0) this.begin();
    this.underWay += 1;
    this.total += total;
    return {
      done: () => this.finish(),
      failed: () => {
        this.failures += 1;
        this.finish();
      },
      end: () => {
        this.underWay -= 1;
        if (this.underWay === 0) this.conclude();
      },
    };
  }

  private begin(): void {
    this.startedAt = this.clock.now();
    this.shownAt = this.startedAt + quietMs - this.intervalMs();
    this.total = 0;
    this.finished = 0;
    this.failures = 0;
    this.times.length = 0;
  }

  private finish(): void {
    const now = this.clock.now();
    this.finished += 1;
    this.times.push(now);
    if (this.times.length > paceOfLast) this.times.shift();
    if (now < this.shownAt + this.intervalMs() || this.finished === this.total) return;
    this.shownAt = now;
    const since = this.times.length < paceOfLast ? this.startedAt : (this.times[0] ?? this.startedAt);
    const pace = (this.times.length * 1000) / (now - since);
    const secondsLeft = Math.ceil((this.total - this.finished) / pace);
    this.log.status(this.line(pace, `${formatCount(secondsLeft)} s left`));
  }

  private conclude(): void {
    const tookMs = this.clock.now() - this.startedAt;
    if (tookMs < quietMs) return;
    const pace = (this.finished * 1000) / tookMs;
    this.log.info(this.line(pace, `${formatCount(tookMs / 1000)} s`));
  }

  private line(pace: number, time: string): string {
    const parts = [
      `covers ${formatCount(this.finished)}/${formatCount(this.total)}`,
      `${pace < 10 ? pace.toFixed(1) : formatCount(pace)}/s`,
      ...(this.failures > 0 ? [`${formatCount(this.failures)} failed`] : []),
      time,
    ];
    return parts.join(" · ");
  }
}
