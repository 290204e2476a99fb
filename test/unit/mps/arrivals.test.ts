import { describe, expect, it } from "vitest";
import { Arrivals } from "../../../provider/mps/arrivals";

/** Calls that left and ended, at most two of them to arrive in a second; one before them has shown the round trip. */
function arrivalsAfter(calls: readonly { left: number; ended?: number; went?: boolean }[]): Arrivals {
  const arrivals = new Arrivals(2);
  for (const { left } of calls) arrivals.sent({ at: left });
  const ended = calls.flatMap(({ left, ended: end, went = true }) =>
    end === undefined ? [] : [{ left, end, went }],
  );
  for (const { left, end, went } of ended.toSorted((a, b) => a.end - b.end))
    arrivals.ended({ at: left }, end, went ? "answered" : "failed");
  return arrivals;
}

describe("the room for one more call", () => {
  const roundTrip = { left: 0, ended: 100 };

  it.each([
    ["there were fewer than may be", [roundTrip], -Infinity],
    ["all took the same time", [roundTrip, { left: 500, ended: 600 }], 1_003],
    ["one was late", [roundTrip, { left: 500, ended: 640 }, { left: 600, ended: 700 }], 1_543],
    [
      "one failed quicker than any can be answered",
      [roundTrip, { left: 500, ended: 501, went: false }, { left: 600, ended: 700 }],
      1_503,
    ],
    [
      "one is under way for long, and may arrive yet",
      [roundTrip, { left: 500 }, { left: 1_900, ended: 2_000 }],
      2_903,
    ],
    ["all are under way for long", [roundTrip, { left: 500 }, { left: 501 }, { left: 502 }], 3_003 - 100],
  ])("when %s", (_what, calls, room) => {
    expect(arrivalsAfter(calls).roomAt(2_000)).toBe(room);
  });

  it("is for half as many until connections are open: the first round trip, and as long again", () => {
    const arrivals = arrivalsAfter([{ left: 0, ended: 400 }]);
    expect([arrivals.roomAt(799), arrivals.roomAt(800)]).toEqual([1_003, -Infinity]);
  });

  it("forgets how quick the network once was", () => {
    const arrivals = arrivalsAfter([roundTrip]);
    const slow = (left: number): void => {
      arrivals.sent({ at: left });
      arrivals.ended({ at: left }, left + 500, "answered");
    };
    for (let left = 1_000; left <= 12_000; left += 1_000) slow(left);
    expect(arrivals.roomAt(13_000)).toBe(11_000 + 1_003);
  });
});
