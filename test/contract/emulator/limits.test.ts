import { describe, expect, it } from "vitest";
import type { Emulator } from "../../../emulator/index.ts";
import { call, type CallOptions } from "./support/signedCall.ts";
import { mediaId, startForTest } from "./support/startForTest.ts";

/** Makes so many calls at once and tells how many were let in. */
async function admitted(emulator: Emulator, calls: number, options: CallOptions = {}): Promise<number> {
  const asked = Array.from({ length: calls }, () =>
    call(emulator, "QueryMediaList", { MediaIds: mediaId }, options),
  );
  return (await Promise.all(asked)).filter(({ status }) => status === 200).length;
}

it("an account may make 100 calls of each operation in a second, and the next one is throttled", async () => {
  const emulator = await startForTest();
  emulator.clock.set("2026-01-02T03:04:05Z");
  expect(await admitted(emulator, 103)).toBe(100);
  expect(emulator.requests.countByCode()).toEqual({ OK: 100, "Throttling.User": 3 });
  expect(await call(emulator, "DeleteMedia", { MediaIds: mediaId })).toMatchObject({ status: 200 });
});

it("a throttled call answers 400 Throttling.User without a hint when to come again", async () => {
  const emulator = await startForTest({ qps: 1 });
  emulator.clock.set(new Date());
  await admitted(emulator, 1);
  const answer = await call(emulator, "QueryMediaList", { MediaIds: mediaId });
  expect(answer).toMatchObject({ status: 400, code: "Throttling.User" });
  expect(answer.headers.has("x-acs-retry-after")).toBe(false);
});

describe("around the turn of a second", () => {
  it.each([
    ["fixed", 100],
    ["sliding", 0],
  ] as const)("a %s window lets %i more through", async (window, more) => {
    const emulator = await startForTest({ window });
    emulator.clock.set("2026-01-02T03:04:05.900Z");
    expect(await admitted(emulator, 100)).toBe(100);
    emulator.clock.advance(100);
    expect(await admitted(emulator, 101)).toBe(more);
  });

  it.each(["fixed", "sliding"] as const)("a %s window is free again after a second", async (window) => {
    const emulator = await startForTest({ window });
    emulator.clock.set("2026-01-02T03:04:05.900Z");
    await admitted(emulator, 100);
    emulator.clock.advance(1000);
    expect(await admitted(emulator, 101)).toBe(100);
  });

  it.each([
    ["fixed", "100"],
    ["sliding", "1000"],
  ] as const)("a %s window with status 429 tells to come again in %s ms", async (window, retryAfter) => {
    const emulator = await startForTest({ window, qps: 2, behaviour: { throttleStatus: 429 } });
    emulator.clock.set("2026-01-02T03:04:05.900Z");
    await admitted(emulator, 2);
    const answer = await call(emulator, "QueryMediaList", { MediaIds: mediaId });
    expect(answer).toMatchObject({ status: 429, code: "Throttling.User" });
    expect(answer.headers.get("x-acs-retry-after")).toBe(retryAfter);
    emulator.clock.advance(Number(retryAfter));
    expect(await admitted(emulator, 1)).toBe(1);
  });
});

it("keys of one account share its limit, in all regions; another account has its own", async () => {
  const secret = { accessKeySecret: "secret" };
  const emulator = await startForTest({
    qps: 2,
    accessKeys: [
      { accessKeyId: "one", ...secret },
      { accessKeyId: "two", ...secret },
      { accessKeyId: "three", ...secret, accountId: "another" },
    ],
  });
  emulator.clock.set(new Date());
  const keyOf = (accessKeyId: string) => ({ accessKey: { accessKeyId, ...secret } });
  const elsewhere = { headers: { "x-acs-region-id": "eu-central-1" } };
  expect(await admitted(emulator, 1, keyOf("one"))).toBe(1);
  expect(await admitted(emulator, 1, { ...keyOf("two"), ...elsewhere })).toBe(1);
  expect(await admitted(emulator, 1, keyOf("two"))).toBe(0);
  expect(await admitted(emulator, 2, keyOf("three"))).toBe(2);
});

it("refused calls do not count", async () => {
  const emulator = await startForTest({ qps: 1 });
  emulator.clock.set(new Date());
  const accessKey = { accessKeyId: "testid", accessKeySecret: "wrong" };
  expect(await admitted(emulator, 3, { accessKey })).toBe(0);
  expect(await admitted(emulator, 3)).toBe(1);
});

it("no limit is a limit too", async () => {
  const emulator = await startForTest({ qps: Number.POSITIVE_INFINITY });
  emulator.clock.set(new Date());
  expect(await admitted(emulator, 150)).toBe(150);
});
