import { describe, expect, it, onTestFinished } from "vitest";
import { startEmulator } from "../../emulator/index";
import { create } from "../../provider/lifecycle/set/create";
import { Locks } from "../../provider/lifecycle/locks";
import type { Ports } from "../../provider/lifecycle/ports";
import { clientFor, silentLog } from "../support/client";
import { startProgress } from "../support/fakeService";
import { systemClock } from "../../provider/host/system";
import { mediaIdFor } from "../support/mediaIds";

const region = "cn-hangzhou";

/** What one program works on: a client, a pace and a memory of its own. */
function programPorts(endpoint: string): Ports {
  return {
    service: clientFor(endpoint),
    log: silentLog,
    clock: systemClock,
    held: new Set(),
    locks: new Locks(),
    startProgress,
  };
}

describe("two programs that use one account at the same time", () => {
  it("both end, and no cover fails, though together they are too fast", async () => {
    const ids = Array.from({ length: 500 }, (_, index) => mediaIdFor(index));
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
