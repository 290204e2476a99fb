import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { describeProblem } from "../../../provider/cover/problem";
import { describeSnapshotTime, readSnapshotTime } from "../../../provider/cover/snapshotTime";

function msOf(value: unknown): number {
  const read = readSnapshotTime(value);
  if (!read.ok || read.value.unit !== "ms") throw new Error(`${String(value)} is not a time`);
  return read.value.ms;
}

function problemOf(value: unknown): string {
  const read = readSnapshotTime(value);
  return read.ok ? "none" : read.problems.map((problem) => describeProblem(problem)).join(". ");
}

describe("the moment of a snapshot", () => {
  it.each([
    [0, 0],
    [12.5, 12_500],
    ["12.5", 12_500],
    ["12.5s", 12_500],
    ["90s", 90_000],
    ["1m30s", 90_000],
    ["1m12.5s", 72_500],
    ["2h", 7_200_000],
    ["5m", 300_000],
    ["1h2m3.5s", 3_723_500],
    ["1:30", 90_000],
    ["00:01:30.500", 90_500],
    ["0.0004", 0],
    [1e-7, 0],
    [" 5s ", 5_000],
  ])("reads %j as %d ms", (value, ms) => {
    expect(msOf(value)).toBe(ms);
  });

  it("reads a part of the duration", () => {
    expect(readSnapshotTime("50%")).toEqual({ ok: true, value: { unit: "percent", percent: 50 } });
  });

  it.each([
    [undefined, "is required; give the moment"],
    [-1, "must be a time in the video; got -1; write 0 for the first frame"],
    ["", 'must be a time in the video; got ""'],
    ["soon", 'must be a time in the video; got "soon"; write it like 12.5,'],
    ["1:75", "must be a time in the video"],
    ["5000ms", "write 5 for 5000 ms"],
    ["101%", 'must be at most 100% of the duration; got "101%"; write it like 12.5,'],
    ["-5%", "must be a time in the video"],
    [Number.NaN, "must be a time in the video; got NaN"],
    [Infinity, "must be a time in the video"],
    [9e8, "must be less than ten days; got 900000000; write it like 12.5,"],
    [5_000_000, "must be less than ten days; got 5000000; write 5000 for 5000000 ms"],
    ["99999999999ms", "must be a time in the video"],
    [true, "must be a number of seconds or a text; got true"],
  ])("refuses %j", (value, problem) => {
    expect(problemOf(value)).toContain(problem);
  });

  it("reads its own spelling of any whole number of milliseconds back, to the millisecond", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 864_000_000 }), (ms) => {
        expect(msOf(ms / 1000)).toBe(ms);
        expect(describeSnapshotTime({ unit: "ms", ms })).toBe(`${ms}ms`);
      }),
    );
  });

  it("never throws, whatever it is given", () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        expect(typeof readSnapshotTime(value).ok).toBe("boolean");
      }),
    );
  });
});
