import { describe, expect, it, vi } from "vitest";
import { errorsOf, newCalls, openProject, recordedOutputs, stepsOf } from "../support/project";
import { coverOf, coversOf, liveCovers, openLibrary, upTo } from "../engine/scenarios/mediaCoverSet/library";
import { openTestEngineStack } from "../engine/harness/testEngineStack";
import { mediaIdFor } from "../support/mediaIds";

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

  it("loses nothing of a set when the process dies in the middle: the same up sends what was missing, and no more", async () => {
    const all = upTo(60);
    const project = await openLibrary(openTestEngineStack, 60);
    const { stack, emulator, declare } = project;
    declare({ library: { covers: coversOf(all) } });
    expect(errorsOf(await stack.up())).toBe("");
    const before = await recordedOutputs(stack, "library");

    // Slow enough to be caught in the middle, whatever the machine does.
    await stack.setConfig("mediacover:maxQps", "10");
    declare({ library: { covers: coversOf(all, "second") } });
    const pids: number[] = [];
    const cutOff = stack.up({ onProviderStarted: (pid) => pids.push(pid) });
    const done = (): number => liveCovers(project, all).filter((cover) => cover?.includes("second")).length;
    await vi.waitFor(() => expect(done()).toBeGreaterThan(20), { timeout: 60_000, interval: 20 });
    for (const pid of pids) process.kill(pid, "SIGKILL");
    expect((await cutOff).succeeded).toBe(false);
    expect(await recordedOutputs(stack, "library")).toEqual(before);
    const missing = all.filter(
      (index) => emulator.media.get(mediaIdFor(index))?.cover !== coverOf(index, "second"),
    );
    expect(missing.length).toBeGreaterThan(10);

    await stack.setConfig("mediacover:maxQps", "");
    newCalls(emulator);
    const again = await stack.up();
    expect([errorsOf(again), stepsOf(again)]).toEqual(["", ["update library [covers]"]]);
    const sent = emulator.requests.entries.filter(({ action }) => action === "UpdateMediaCover");
    expect(sent.map(({ parameters }) => parameters["MediaId"]).toSorted()).toEqual(missing.map(mediaIdFor));
    expect(emulator.requests.count("QueryMediaList")).toBe(6);
    expect(liveCovers(project, all)).toEqual(all.map((index) => coverOf(index, "second")));
    expect(await recordedOutputs(stack, "library")).toEqual({
      ...before,
      covers: coversOf(all, "second"),
    });
  });
});
