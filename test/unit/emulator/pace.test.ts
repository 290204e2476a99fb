import { expect, it } from "vitest";
import { Pace, paceSeconds } from "../../../emulator/pace.ts";

it("each second has its calls and those that were refused, however late the answer", () => {
  const pace = new Pace();
  const first = pace.arrived(10_999);
  pace.arrived(11_000);
  pace.arrived(11_999);
  first.refused += 1;
  expect(pace.until(13_000).slice(-4)).toEqual([
    { calls: 1, refused: 1 },
    { calls: 2, refused: 0 },
    { calls: 0, refused: 0 },
    { calls: 0, refused: 0 },
  ]);
});

it("it remembers two minutes, and no more", () => {
  const pace = new Pace();
  for (let second = 0; second < 1000; second += 1) pace.arrived(second * 1000);
  expect(pace.until(999_000)).toEqual(Array.from({ length: paceSeconds }, () => ({ calls: 1, refused: 0 })));
  expect(
    pace
      .until(879_000)
      .slice(0, -1)
      .every(({ calls }) => calls === 0),
  ).toBe(true);
});
