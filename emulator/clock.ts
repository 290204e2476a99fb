/** The emulator's time, which a test can control. */
export interface EmulatorClock {
  /** The time of day, for signatures, tokens and `CreationTime`. */
  now(): Date;
  /** Stops the clock at `date`: from here on time passes only by {@link EmulatorClock.advance}. */
  set(date: Date | string): void;
  /** Moves the clock by `milliseconds`; a running clock goes on running from there. */
  advance(milliseconds: number): void;
  /** Back to the machine's clock, running. */
  reset(): void;
}

/**
 * The clock that the emulator's parts share. It has two readings, which agree once it is set:
 *
 * - `now` is the machine's time of day, because clients sign with it;
 * - `steadyMs` counts on evenly when the machine's time of day is corrected, so that the call limit of a
 *   second is not widened or narrowed by a correction. (It may stand still while the machine sleeps, for
 *   which reason `now` cannot use it.)
 */
export class Clock implements EmulatorClock {
  private stoppedAtMs: number | undefined;
  private offsetMs = 0;

  now(): Date {
    return new Date(this.stoppedAtMs ?? Date.now() + this.offsetMs);
  }

  /** Milliseconds since 1970 that never go back, unless the clock is set back. */
  steadyMs(): number {
    return this.stoppedAtMs ?? performance.timeOrigin + performance.now() + this.offsetMs;
  }

  set(date: Date | string): void {
    const milliseconds = new Date(date).getTime();
    if (Number.isNaN(milliseconds)) {
      throw new RangeError(`emulator.clock.set: "${String(date)}" is not a date, write 2026-01-02T03:04:05Z`);
    }
    this.stoppedAtMs = milliseconds;
  }

  advance(milliseconds: number): void {
    if (this.stoppedAtMs === undefined) {
      this.offsetMs += milliseconds;
    } else {
      this.stoppedAtMs += milliseconds;
    }
  }

  reset(): void {
    this.stoppedAtMs = undefined;
    this.offsetMs = 0;
  }
}
