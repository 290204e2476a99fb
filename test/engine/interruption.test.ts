import { describe, expect, it, vi } from "vitest";
import { errorsOf, openProject, recordedOutputs, stepsOf } from "../support/project";
import { openTestEngineStack } from "./harness/testEngineStack";

const mediaId = "6cc3aa66d1cb4bb2adf14e726c0a0001";
const [first, second] = ["http://c.example/first.jpg", "http://c.example/second.jpg"];

describe("a run that is cut off", () => {
  it("loses nothing when the provider's process dies after the service did the work: the same up ends it", async () => {
    const { stack, emulator, declare } = await openProject(openTestEngineStack, {
      emulator: { seed: [{ mediaId }] },
    });
    declare({ trailer: { mediaId, coverUrl: first } });
    await stack.up();

    // The cover is set, but the answer takes longer than the process lives.
    emulator.faults.add({ action: "UpdateMediaCover", fault: { kind: "latency", latencyMs: 60_000 } });
    declare({ trailer: { mediaId, coverUrl: second } });
    const pids: number[] = [];
    const cutOff = stack.up({ onProviderStarted: (pid) => pids.push(pid) });
    await vi.waitFor(() => expect(emulator.media.get(mediaId)?.cover).toBe(second), { timeout: 30_000 });
    for (const pid of pids) process.kill(pid, "SIGKILL");
    expect((await cutOff).succeeded).toBe(false);
    expect(await recordedOutputs(stack, "trailer")).toMatchObject({ coverUrl: first });

    emulator.requests.clear();
    const again = await stack.up();
    expect([errorsOf(again), stepsOf(again)]).toEqual(["", ["update trailer [coverUrl]"]]);
    expect(emulator.requests.countByAction()).toEqual({ QueryMediaList: 1 });
    expect(await recordedOutputs(stack, "trailer")).toMatchObject({ coverUrl: second, previousCoverUrl: "" });
  });
});
