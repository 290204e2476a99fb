import { describe, expect, it } from "vitest";
import { ProgressLine, progressIntervalMs } from "../../../provider/host/progress";

/** A progress line whose clock and log the test holds. */
function openLine(intervalMs = 500): {
  line: ProgressLine;
  pass: (ms: number) => void;
  shown: string[];
  kept: string[];
} {
  let now = 0;
  const shown: string[] = [];
  const kept: string[] = [];
  const log = { status: (text: string) => shown.push(text), info: (text: string) => kept.push(text) };
  return {
    line: new ProgressLine({ now: () => now }, log, () => intervalMs),
    pass: (ms) => (now += ms),
    shown,
    kept,
  };
}

/** When lines are shown of work that goes on for 35 seconds. */
function shownAt(isOnTerminal: boolean): number[] {
  const { line, pass, shown } = openLine(progressIntervalMs(isOnTerminal));
  const work = line.start(3_500);
  const times: number[] = [];
  for (let elapsed = 10; elapsed <= 35_000; elapsed += 10) {
    pass(10);
    const before = shown.length;
    work.done();
    if (shown.length > before) times.push(elapsed);
  }
  return times;
}

describe("the progress line", () => {
  it("shows how many covers are done, how fast, how many failed, and how long the rest takes", () => {
    const { line, pass, shown, kept } = openLine();
    const work = line.start(1_000);
    for (let index = 0; index < 1_000; index += 1) {
      pass(10);
      if (index % 200 === 199) work.failed();
      else work.done();
    }
    work.end();
    expect(shown[0]).toBe("covers 200/1,000 · 100/s · 1 failed · 8 s left");
    expect(shown.at(-1)).toBe("covers 950/1,000 · 100/s · 4 failed · 1 s left");
    expect(kept).toEqual(["covers 1,000/1,000 · 100/s · 5 failed · 10 s"]);
  });

  it("shows a line at most twice a second on a terminal, every ten seconds elsewhere, and none in the first two seconds", () => {
    expect(shownAt(false)).toEqual([2_000, 12_000, 22_000, 32_000]);
    expect(shownAt(true).slice(0, 4)).toEqual([2_000, 2_500, 3_000, 3_500]);
  });

  it("shows nothing for work that takes less than two seconds, however much it is", () => {
    const { line, pass, shown, kept } = openLine();
    const work = line.start(5_000);
    for (let index = 0; index < 5_000; index += 1) work.done();
    pass(1_999);
    work.end();
    expect([...shown, ...kept]).toEqual([]);
  });

  it("shows one line for all sets of a program, and a new one for the next run", () => {
    const { line, pass, shown, kept } = openLine();
    const [one, other] = [line.start(10), line.start(30)];
    pass(2_500);
    one.done();
    expect(shown).toEqual(["covers 1/40 · 0.4/s · 98 s left"]);
    one.end();
    expect(kept).toEqual([]);
    other.end();
    expect(kept).toEqual(["covers 1/40 · 0.4/s · 3 s"]);
    const next = line.start(2);
    pass(3_000);
    next.done();
    next.done();
    next.end();
    expect(kept.at(-1)).toBe("covers 2/2 · 0.7/s · 3 s");
  });
});
