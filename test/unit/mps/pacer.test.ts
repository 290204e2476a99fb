import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { RateLimiter, type RateWindow } from "../../../emulator/gateway/rateLimiter";
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
    const departure = await pacer.turn();
    pacer.ended(departure, "answered");
    return departure.at;
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
    expect(busiestSecond(times)).toBeLessThanOrEqual(limits.maxCallsPerSecond);
  });

  it("ends 1,000 in 10.5 s though timers fire late, and stays below the service's limit", async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 2 ** 31 }), async (seed) => {
        const chance = seededRandom(seed);
        const lateness = (): number => (chance() < 0.01 ? 60 : chance() * 3);
        const times = await departures(1000, { clock: new FakeClock(lateness) });
        expect(busiestSecond(times)).toBeLessThanOrEqual(limits.maxCallsPerSecond);
        expect(times.at(-1)).toBeLessThan(10_500);
      }),
      { numRuns: 10 },
    );
  });

  it("makes up for a late timer without calls that leave together, and not for a sleep of the machine", async () => {
    const lateness = [0, 0, 60, 0, 0, 0, 0, 0, 0, 0, 0, 5_000];
    const times = await departures(40, { rate: 100, clock: new FakeClock(() => lateness.shift() ?? 0) });
    const gaps = times.slice(1).map((time, index) => time - (times[index] ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(5);
    expect(gaps.filter((gap) => gap < 9)).not.toHaveLength(0);
    expect((times.at(-1) ?? 0) - 5_000).toBeGreaterThan(39 * 10 - 200);
  });

  it("starts without a burst after a pause, too", async () => {
    const clock = new FakeClock();
    const pacer = new Pacer(10, clock);
    await clock.run(pacer.turn());
    await clock.run(clock.sleep(60_000));
    const times = await clock.run(Promise.all([1, 2, 3].map(() => pacer.turn().then(({ at }) => at))));
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

  it("pauses for everybody when the service refuses, then goes on at half the rate, then recovers", async () => {
    const clock = new FakeClock();
    const pacer = new Pacer(100, clock);
    const turn = (): Promise<number> => pacer.turn().then(({ at }) => at);
    const turns = await clock.run(Promise.all([pacer.turn(), pacer.turn()]));
    turns.forEach((departure) => pacer.ended(departure, "answered"));
    expect(turns.map((departure) => pacer.throttled(departure, 2990))).toEqual([true, false]);
    const [first, second] = await clock.run(Promise.all([turn(), turn()]));
    expect([first, second]).toEqual([3000, 3020]);
    await clock.run(clock.sleep(5_000));
    const later = await clock.run(Promise.all([turn(), turn()]));
    expect((later[1] ?? 0) - (later[0] ?? 0)).toBeCloseTo(1000 / 75, 1);
    await clock.run(clock.sleep(10_000));
    const full = await clock.run(Promise.all([turn(), turn()]));
    expect((full[1] ?? 0) - (full[0] ?? 0)).toBeCloseTo(1000 / 100, 5);
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
    expect(clock.now() - start).toBeGreaterThanOrEqual(150);
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

  it("does not wait for ever for calls that nobody answers", async () => {
    const clock = new FakeClock();
    const pacer = new Pacer(10, clock);
    const hanging = await clock.run(Promise.all(Array.from({ length: 10 }, () => pacer.turn())));
    const timeout = clock
      .sleep(10_000)
      .then(() => hanging.forEach((departure) => pacer.ended(departure, "answered")));
    const [, { at }] = await clock.run(Promise.all([timeout, pacer.turn()]));
    expect(at).toBeLessThanOrEqual(11_100);
  });
});

interface Network {
  window: RateWindow;
  latencyMs: number;
  /** How many round trips it takes to open a connection. Default 0. */
  handshakes?: number;
  /** The part of the calls that is stalled for nine seconds on its way. Default 0. */
  stalled?: number;
  seed: number;
}

/** A thousand calls: half of the latency there (by chance 20 ms more or less), half of it back. */
async function thousandCalls({
  window,
  latencyMs,
  handshakes = 0,
  stalled = 0,
  seed,
}: Network): Promise<{ refused: number; tookMs: number }> {
  const chance = seededRandom(seed);
  const clock = new FakeClock(() => chance() * 1.5);
  const pacer = new Pacer(defaults.maxQps, clock);
  const limiter = new RateLimiter(window);
  let [refused, openConnections] = [0, 0];
  const call = async (): Promise<void> => {
    const departure = await pacer.turn();
    if (openConnections === 0) await clock.sleep(handshakes * latencyMs);
    else openConnections -= 1;
    if (chance() < stalled) await clock.sleep(9_000);
    await clock.sleep(latencyMs / 2 + 20 * (2 * chance() - 1));
    const isTaken = limiter.admit("UpdateMediaCover", limits.maxCallsPerSecond, clock.now()) === 0;
    refused += isTaken ? 0 : 1;
    await clock.sleep(latencyMs / 2);
    openConnections += 1;
    pacer.ended(departure, isTaken ? "answered" : "failed");
  };
  await clock.run(Promise.all(Array.from({ length: 1_000 }, call)));
  return { refused, tookMs: clock.now() };
}

/** Of whatever seed: none refused, and all within a time. */
function hold(network: Omit<Network, "seed">, mostMs: number): Promise<void> {
  return fc.assert(
    fc.asyncProperty(fc.nat(), async (seed) => {
      const { refused, tookMs } = await thousandCalls({ ...network, seed });
      expect(refused).toBe(0);
      expect(tookMs).toBeLessThan(mostMs);
    }),
    { numRuns: 5 },
  );
}

describe("the pacer, on a network that is early and late by 20 ms, has no call refused", () => {
  const windows: RateWindow[] = ["fixed", "sliding"];
  describe.each(windows)("in %s seconds", (window) => {
    it.each([0, 30, 300])("at a latency of %i ms, and keeps its rate", (latencyMs) =>
      hold({ window, latencyMs }, 10_400 + latencyMs),
    );

    it("where opening connections takes long, so that the first calls arrive among later ones", () =>
      hold({ window, latencyMs: 300, handshakes: 2 }, 12_000));

    it("where calls are stalled, and then arrive together with others", () =>
      hold({ window, latencyMs: 30, stalled: 0.02 }, 30_000));
  });
});
