import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { RateLimiter, type RateWindow } from "../../../emulator/gateway/rateLimiter.ts";

/** Calls at any times, in order, within a few seconds. */
const times = fc
  .array(fc.integer({ min: 0, max: 4000 }), { maxLength: 60 })
  .map((values) => values.toSorted((left, right) => left - right));

function admittedTimes(window: RateWindow, atMs: readonly number[], limit: number): number[] {
  const limiter = new RateLimiter(window);
  return atMs.filter((ms) => limiter.admit("key", limit, ms) === 0);
}

function most(counts: readonly number[]): number {
  return Math.max(0, ...counts);
}

describe("whenever calls come", () => {
  it("a sliding window never admits more than the limit within any second", () => {
    fc.assert(
      fc.property(times, fc.integer({ min: 1, max: 5 }), (atMs, limit) => {
        const admitted = admittedTimes("sliding", atMs, limit);
        const counts = admitted.map((end) => admitted.filter((ms) => ms > end - 1000 && ms <= end).length);
        expect(most(counts)).toBeLessThanOrEqual(limit);
      }),
    );
  });

  it("a fixed window admits, of each second, the first so many and no more", () => {
    fc.assert(
      fc.property(times, fc.integer({ min: 1, max: 5 }), (atMs, limit) => {
        const bySecond = Object.groupBy(atMs, (ms) => Math.floor(ms / 1000));
        const firsts = Object.values(bySecond).flatMap((second) => second?.slice(0, limit) ?? []);
        expect(admittedTimes("fixed", atMs, limit)).toEqual(firsts);
      }),
    );
  });

  it("who keeps within the sliding limit keeps within the fixed one", () => {
    fc.assert(
      fc.property(times, fc.integer({ min: 1, max: 5 }), (atMs, limit) => {
        const kept = admittedTimes("sliding", atMs, limit);
        expect(admittedTimes("fixed", kept, limit)).toEqual(kept);
      }),
    );
  });

  it.each(["fixed", "sliding"] as const)(
    "who waits as long as a %s window says is admitted, and not before",
    (window) => {
      fc.assert(
        fc.property(times, fc.integer({ min: 1, max: 5 }), (atMs, limit) => {
          const limiter = new RateLimiter(window);
          const nowMs = atMs.at(-1) ?? 0;
          // One more than the limit at the end, so that the last call is refused in any case.
          const calls = [...atMs, ...Array.from({ length: limit + 1 }, () => nowMs)];
          const waitMs = calls.map((ms) => limiter.admit("key", limit, ms)).at(-1) ?? 0;
          expect(limiter.admit("key", limit, nowMs + waitMs - 1)).toBe(1);
          expect(limiter.admit("key", limit, nowMs + waitMs)).toBe(0);
        }),
      );
    },
  );
});

it("keys do not count for one another", () => {
  const limiter = new RateLimiter("sliding");
  expect([limiter.admit("one", 1, 0), limiter.admit("two", 1, 0)]).toEqual([0, 0]);
  expect(limiter.admit("one", 1, 0)).toBe(1000);
});

it.each(["fixed", "sliding"] as const)("a clock that is set back frees a %s window", (window) => {
  const limiter = new RateLimiter(window);
  limiter.admit("key", 1, 50_500);
  expect(limiter.admit("key", 1, 10_000)).toBe(0);
});
