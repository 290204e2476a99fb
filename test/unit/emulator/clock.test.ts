import { describe, expect, it } from "vitest";
import { Clock } from "../../../emulator/clock.ts";

const noon = "2026-01-02T12:00:00.000Z";

describe("a clock", () => {
  it("shows the machine's time until somebody sets it", () => {
    const before = Date.now();
    const shown = new Clock().now().getTime();
    expect(shown).toBeGreaterThanOrEqual(before);
    expect(shown).toBeLessThanOrEqual(Date.now());
  });

  it("stands still once it is set, and moves only by advance", () => {
    const clock = new Clock();
    clock.set(noon);
    expect([clock.now().toISOString(), clock.steadyMs()]).toEqual([noon, Date.parse(noon)]);
    clock.advance(1500);
    expect([clock.now().toISOString(), clock.steadyMs()]).toEqual([
      "2026-01-02T12:00:01.500Z",
      Date.parse(noon) + 1500,
    ]);
  });

  it("goes on running after advance if it ran before", () => {
    const clock = new Clock();
    const [before, steadyBefore] = [Date.now(), clock.steadyMs()];
    clock.advance(3_600_000);
    expect(clock.now().getTime() - before).toBeGreaterThanOrEqual(3_600_000);
    expect(clock.steadyMs() - steadyBefore).toBeGreaterThanOrEqual(3_600_000);
    expect(clock.now().getTime() - before).toBeLessThan(3_660_000);
  });

  it("is the machine's again after reset", () => {
    const clock = new Clock();
    clock.advance(-5000);
    clock.set(noon);
    clock.reset();
    expect(Math.abs(clock.now().getTime() - Date.now())).toBeLessThan(1000);
  });

  it("refuses what is no date, and says how to write one", () => {
    expect(() => new Clock().set("noon")).toThrow('"noon" is not a date, write 2026-01-02T03:04:05Z');
  });
});
