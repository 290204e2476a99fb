import { describe, expect, it, onTestFinished } from "vitest";
import { startEmulator } from "../../emulator/index";
import { valid } from "../../provider/cover/problem";
import { create } from "../../provider/lifecycle/set/create";
import { Locks } from "../../provider/lifecycle/locks";
import type { Ports } from "../../provider/lifecycle/ports";
import { createClient } from "../../provider/mps/client";
import { createContext } from "../../provider/host/connect";
import { defaults } from "../../provider/mps/limits";
import { startProgress } from "../support/fakeService";
import { systemChance, systemClock } from "../../provider/host/system";

const mediaIdOf = (index: number): string => index.toString(16).padStart(32, "0");
const region = "cn-hangzhou";
const key = { accessKeyId: "testid", accessKeySecret: "testsecret" };
const quiet = { info: () => {}, warn: () => {}, status: () => {} };

/** What one program works on: a client, a pace and a memory of its own. */
function programPorts(endpoint: string): Ports {
  const context = createContext(
    {
      endpoint: () => new URL(endpoint),
      maxQps: () => defaults.maxQps,
      credentialsSources: () => [{ name: "test", load: async () => valid(key) }],
      proxies: () => ({}),
    },
    { clock: systemClock, chance: systemChance, log: quiet },
  );
  return {
    service: createClient(context)(),
    log: quiet,
    clock: systemClock,
    held: new Set(),
    locks: new Locks(),
    startProgress,
  };
}

describe("two programs that use one account at the same time", () => {
  it("both end, and no cover fails, though together they are too fast", async () => {
    const ids = Array.from({ length: 500 }, (_, index) => mediaIdOf(index));
    const emulator = await startEmulator({ seed: ids.map((mediaId) => ({ mediaId })), latencyMs: 10 });
    onTestFinished(() => emulator.close());
    const run = (mediaIds: string[]) => {
      const covers = Object.fromEntries(mediaIds.map((mediaId) => [mediaId, `http://h/${mediaId}.jpg`]));
      return create(programPorts(emulator.url), { covers, region, onDelete: "retain" });
    };
    const results = await Promise.all([run(ids.slice(0, 250)), run(ids.slice(250))]);
    expect(results.map(({ outs }) => [outs.count, outs.failures])).toEqual([
      [250, []],
      [250, []],
    ]);
    expect(ids.map((mediaId) => emulator.media.get(mediaId)?.cover)).toEqual(
      ids.map((mediaId) => `http://h/${mediaId}.jpg`),
    );
    // They did get into each other's way, and then found a common pace: refusals are the exception.
    const refused = emulator.requests.count() - (emulator.requests.countByCode()["OK"] ?? 0);
    expect(refused).toBeGreaterThan(0);
    expect(refused).toBeLessThan(100);
  });
});
