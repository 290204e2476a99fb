import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { defaults, limits } from "../../../provider/mps/limits";
import { Pacer } from "../../../provider/mps/pacer";
import { seededRandom } from "../../support/seededRandom";
import { FakeClock } from "../../support/fakeClock";

/** When each of `count` callers, all there from the start, was let go. */
async function departures(
  count: number,
  { rate, clock = new FakeClock() }: { rate?: number; clock?: FakeClock } = {},
): Promise<number[]> {
  const pacer = new Pacer(rate ?? defaults.maxQps, clock);
  const turns = Array.from({ length: count }, async () => {
    await pacer.turn();
    return clock.now();
  });
  return clock.run(Promise.all(turns));
}

/** Most departures in any second, wherever it begins. */
const busiestSecond = (times: number[]): number =>
  Math.max(...times.map((start) => times.filter((time) => time >= start && time < start + 1000).length));

describe("the pacer", () => {
  it("lets the first one go at once and the others evenly, without a burst", async () => {
    const times = await departures(50);
    const gaps = times.slice(1).map((time, index) => time - (times[index] ?? 0));
    expect(times[0]).toBe(0);
    for (const gap of gaps) expect(gap).toBeCloseTo(1000 / defaults.maxQps, 5);
  });

  it("lets 1,000 go in at most 10.4 s, and stays below the service's limit in any second", async () => {
    const times = await departures(1000);
    expect(times.at(-1)).toBeLessThan(10_400);
    expect(busiestSecond(times)).toBeLessThan(limits.maxCallsPerSecond);
  });

  it("ends 1,000 in 10.5 s though timers fire late, and stays below the service's limit", async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 2 ** 31 }), async (seed) => {
        const chance = seededRandom(seed);
        const lateness = (): number => (chance() < 0.01 ? 60 : chance() * 3);
        const times = await departures(1000, { clock: new FakeClock(lateness) });
        expect(busiestSecond(times)).toBeLessThan(limits.maxCallsPerSecond);
        expect(times.at(-1)).toBeLessThan(10_500);
      }),
      { numRuns: 10 },
    );
  });

  it("starts without a burst after a pause, too", async () => {
    const clock = new FakeClock();
    const pacer = new Pacer(10, clock);
    await clock.run(pacer.turn());
    await clock.run(clock.sleep(60_000));
    const times = await clock.run(Promise.all([1, 2, 3].map(() => pacer.turn().then(clock.now))));
    expect(times).toEqual([60_000, 60_100, 60_200]);
  });

  it("serves first come, first served", async () => {
    const clock = new FakeClock();
    const pacer = new Pacer(100, clock);
    const order: number[] = [];
    await clock.run(Promise.all([1, 2, 3].map((caller) => pacer.turn().then(() => order.push(caller)))));
    expect(order).toEqual([1, 2, 3]);
  });

  it("takes rates below one a second", async () => {
    expect(await departures(3, { rate: 0.5 })).toEqual([0, 2000, 4000]);
  });

  it("pauses for everybody when the service refuses, then goes on slower, then recovers", async () => {
    const clock = new FakeClock();
    const pacer = new Pacer(100, clock);
    const turns = await clock.run(Promise.all([pacer.turn(), pacer.turn()]));
    expect(turns.map((departure) => pacer.throttled(departure, 2990))).toEqual([true, false]);
    const turn = (): Promise<number> => pacer.turn().then(clock.now);
    expect(await clock.run(Promise.all([turn(), turn()]))).toEqual([3000, 3020]);
    for (let successes = 0; successes < 50; successes += 1) pacer.succeeded();
    expect(await clock.run(Promise.all([turn(), turn()]))).toEqual([3040, 3050]);
  });

  it("never stops altogether, however often the service refuses", async () => {
    const clock = new FakeClock();
    const pacer = new Pacer(100, clock);
    for (let refusals = 0; refusals < 50; refusals += 1) {
      pacer.throttled(await clock.run(pacer.turn()), 0);
      await clock.run(clock.sleep(1));
    }
    const start = clock.now();
    await clock.run(pacer.turn());
    expect(clock.now() - start).toBeLessThanOrEqual(200);
  });

  it("lets a call that is tried again go before those that were not sent yet", async () => {
    const clock = new FakeClock();
    const pacer = new Pacer(10, clock);
    const order: string[] = [];
    const go = (name: string, again = false): Promise<void> =>
      pacer.turn(again).then(() => void order.push(name));
    await clock.run(Promise.all([go("a"), go("b"), go("c"), go("a again", true)]));
    expect(order[1]).toBe("a again");
  });

  it("is never held up for longer than a call may take, whatever the service asks", async () => {
    const clock = new FakeClock();
    const pacer = new Pacer(100, clock);
    pacer.throttled(await clock.run(pacer.turn()), 999_999_000);
    await clock.run(pacer.turn());
    expect(clock.now()).toBe(defaults.callDeadlineMs);
  });
});
