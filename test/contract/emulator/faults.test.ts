import { describe, expect, it } from "vitest";
import type { Fault } from "../../../emulator/index.ts";
import { call, send } from "./support/signedCall.ts";
import { coverUrl, mediaId, startForTest, unknownMediaId } from "./support/startForTest.ts";

const update = { MediaId: mediaId, CoverURL: coverUrl };

describe("a fault that answers", () => {
  const answers: readonly (readonly [Fault, object, applied: boolean])[] = [
    [{ kind: "error", code: "ServiceUnavailable" }, { status: 503, code: "ServiceUnavailable" }, false],
    [{ kind: "error", code: "Throttling" }, { status: 400, code: "Throttling" }, false],
    [{ kind: "error", code: "Made.Up", status: 418 }, { status: 418, code: "Made.Up" }, false],
    [{ kind: "answer", status: 429, body: "slow down" }, { status: 429, text: "slow down" }, false],
    [{ kind: "answer", status: 302 }, { status: 302, text: "" }, false],
    [{ kind: "htmlPage" }, { status: 502, text: expect.stringContaining("<h1>502 Bad Gateway</h1>") }, false],
    [{ kind: "codeInSuccess", code: "InternalError" }, { status: 200, code: "InternalError" }, false],
    [{ kind: "empty" }, { status: 200, text: "" }, true],
    [
      { kind: "truncated" },
      { status: 200, text: expect.stringMatching(/^\{"RequestId":"[0-9A-F-]+$/) },
      true,
    ],
    [{ kind: "latency", latencyMs: 1, jitterMs: 1 }, { status: 200, code: "OK" }, true],
    [{ kind: "slowBody", latencyMs: 1 }, { status: 200, code: "OK" }, true],
    [
      { kind: "numericRequestId" },
      { status: 200, text: expect.stringMatching(/^\{"RequestId":\d+\}$/) },
      true,
    ],
  ];
  it.each(answers)("%j answers %j; that the work was done is %s", async (fault, answer, applied) => {
    const emulator = await startForTest();
    emulator.faults.add({ fault });
    expect(await call(emulator, "UpdateMediaCover", update)).toMatchObject(answer);
    expect(emulator.media.get(mediaId)?.cover).toBe(applied ? coverUrl : undefined);
  });
});

describe("a fault that breaks the connection", () => {
  it.each([
    ["resetBefore", undefined],
    ["resetAfter", coverUrl],
  ] as const)("%s leaves the cover %s", async (kind, cover) => {
    const emulator = await startForTest();
    emulator.faults.add({ fault: { kind } });
    await expect(call(emulator, "UpdateMediaCover", update)).rejects.toThrow("fetch failed");
    expect(emulator.media.get(mediaId)?.cover).toBe(cover);
    expect(emulator.requests.entries).toEqual([expect.objectContaining({ status: undefined })]);
  });

  it("hang never answers, and ends when the emulator does", async () => {
    const emulator = await startForTest();
    emulator.faults.add({ fault: { kind: "hang" } });
    const asked = call(emulator, "UpdateMediaCover", update);
    const another = await call(emulator, "QueryMediaList", { MediaIds: mediaId });
    expect(another).toMatchObject({ status: 200 });
    expect(emulator.media.get(mediaId)?.cover).toBeUndefined();
    await Promise.all([emulator.close(), expect(asked).rejects.toThrow("fetch failed")]);
  });
});

describe("a rule", () => {
  const fault: Fault = { kind: "error", code: "ServiceUnavailable" };

  it("happens once unless told otherwise", async () => {
    const emulator = await startForTest();
    emulator.faults.add({ fault });
    expect(await call(emulator, "UpdateMediaCover", update)).toMatchObject({ status: 503 });
    expect(await call(emulator, "UpdateMediaCover", update)).toMatchObject({ status: 200 });
  });

  it("happens as often as told, then the next one does", async () => {
    const emulator = await startForTest();
    emulator.faults.add({ fault, times: 2 });
    emulator.faults.add({ fault: { kind: "htmlPage" }, times: Number.POSITIVE_INFINITY });
    for (const status of [503, 503, 502, 502]) {
      expect(await call(emulator, "UpdateMediaCover", update)).toMatchObject({ status });
    }
  });

  it("is for its operation and its media only", async () => {
    const emulator = await startForTest({ seed: [{ mediaId }, { mediaId: unknownMediaId }] });
    emulator.faults.add({ fault, action: "QueryMediaList", mediaId, times: 2 });
    expect(await call(emulator, "UpdateMediaCover", update)).toMatchObject({ status: 200 });
    expect(await call(emulator, "QueryMediaList", { MediaIds: unknownMediaId })).toMatchObject({
      status: 200,
    });
    const both = { MediaIds: `${unknownMediaId},${mediaId}` };
    expect(await call(emulator, "QueryMediaList", both)).toMatchObject({ status: 503 });
    expect(await call(emulator, "QueryMediaList", { MediaIds: mediaId })).toMatchObject({ status: 503 });
  });

  it("with a probability happens by chance", async () => {
    const chances = [0.5, 0.49, 0.99];
    const emulator = await startForTest({ random: () => chances.shift() ?? 0 });
    emulator.faults.add({ fault, times: 10, probability: 0.5 });
    // Each request draws once, for its rule: the emulator has no jitter to draw for.
    for (const status of [200, 503, 200]) {
      expect(await call(emulator, "UpdateMediaCover", update)).toMatchObject({ status });
    }
  });

  it("is forgotten by clear", async () => {
    const emulator = await startForTest();
    emulator.faults.add({ fault });
    emulator.faults.clear();
    expect(await call(emulator, "UpdateMediaCover", update)).toMatchObject({ status: 200 });
  });

  it("never hides a wrong signature, and is not used up by it", async () => {
    const emulator = await startForTest();
    emulator.faults.add({ fault });
    const accessKey = { accessKeyId: "testid", accessKeySecret: "wrong" };
    expect(await call(emulator, "UpdateMediaCover", update, { accessKey })).toMatchObject({ status: 400 });
    expect(await call(emulator, "UpdateMediaCover", update)).toMatchObject({ status: 503 });
  });
});

it("an error fault can say when to come again", async () => {
  const emulator = await startForTest();
  emulator.faults.add({ fault: { kind: "error", code: "Throttling", status: 429, retryAfterMs: 1234 } });
  const { headers } = await call(emulator, "UpdateMediaCover", update);
  expect(headers.get("x-acs-retry-after")).toBe("1234");
});

it("a slow body begins at once and ends late", async () => {
  const emulator = await startForTest();
  emulator.faults.add({ fault: { kind: "slowBody", latencyMs: 600_000 } });
  const { status, body } = await send(emulator, "UpdateMediaCover", update);
  const reader = body?.getReader();
  const first = await reader?.read();
  const begun = new TextDecoder().decode(first?.value);
  expect([status, begun]).toEqual([200, expect.stringMatching(/^\{"RequestId":"[0-9A-F-]+$/)]);
  const rest = reader?.read();
  await Promise.all([emulator.close(), expect(rest).rejects.toThrow("terminated")]);
});

it("a constant latency holds every answer back", async () => {
  const emulator = await startForTest({ latencyMs: 20, latencyJitterMs: 10, random: () => 0.75 });
  const begin = performance.now();
  await call(emulator, "UpdateMediaCover", update);
  // Timers of Node may fire up to a millisecond early.
  expect(performance.now() - begin).toBeGreaterThanOrEqual(24);
});
