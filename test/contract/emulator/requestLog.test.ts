import { expect, it } from "vitest";
import { call } from "./support/signedCall.ts";
import { coverUrl, mediaId, startForTest } from "./support/startForTest.ts";

it("an entry says who asked for what, where and when, and what came of it", async () => {
  const emulator = await startForTest();
  emulator.clock.set("2026-01-02T03:04:05Z");
  const headers = { "user-agent": "test/1", "x-acs-region-id": "eu-central-1" };
  const answer = await call(emulator, "QueryMediaList", { MediaIds: mediaId }, { headers });
  expect(emulator.requests.entries).toEqual([
    {
      time: new Date("2026-01-02T03:04:05Z"),
      requestId: answer.headers.get("x-acs-request-id"),
      action: "QueryMediaList",
      region: "eu-central-1",
      accessKeyId: "testid",
      algorithm: "ACS3-HMAC-SHA256",
      parameters: { MediaIds: mediaId },
      headers: expect.objectContaining({ ...headers, accept: "application/json" }),
      status: 200,
      code: "OK",
    },
  ]);
});

it.each(["V1", "V3"] as const)(
  "nothing of a %s request that the log keeps is a secret",
  async (signature) => {
    const accessKey = { accessKeyId: "id", accessKeySecret: "the-secret", securityToken: "the-token" };
    const emulator = await startForTest({ accessKeys: [accessKey] });
    const signedUrl = `${coverUrl}?Expires=1&OSSAccessKeyId=x&Signature=the-signature&security-token=the-token`;
    const parameters = { MediaId: mediaId, CoverURL: signedUrl };
    expect(await call(emulator, "UpdateMediaCover", parameters, { signature, accessKey })).toMatchObject({
      code: "OK",
    });
    const log = JSON.stringify(emulator.requests.entries);
    expect(log).not.toMatch(/the-secret|the-token|the-signature|Credential=/);
    expect(log).toContain("Expires=1");
  },
);

it("requests are counted by operation and by code", async () => {
  const emulator = await startForTest();
  await call(emulator, "QueryMediaList", { MediaIds: mediaId });
  await call(emulator, "QueryMediaList");
  await call(emulator, "NoSuchThing");
  await (await fetch(emulator.url)).text();
  const { requests } = emulator;
  expect(requests.count()).toBe(4);
  expect(requests.count("QueryMediaList")).toBe(2);
  expect(requests.count("UpdateMediaCover")).toBe(0);
  expect(requests.countByAction()).toEqual({ "": 1, NoSuchThing: 1, QueryMediaList: 2 });
  expect(requests.countByCode()).toEqual({
    OK: 1,
    MissingMediaIds: 1,
    "InvalidApi.NotFound": 1,
    IncompleteSignature: 1,
  });
});

it("the peak is the most calls within any second, refused ones included", async () => {
  const emulator = await startForTest({ qps: 2 });
  emulator.clock.set("2026-01-02T03:04:05.900Z");
  for (const pauseMs of [0, 50, 949, 1, 5000]) {
    emulator.clock.advance(pauseMs);
    await call(emulator, "QueryMediaList", { MediaIds: mediaId });
  }
  expect(emulator.requests.peakPerSecond("QueryMediaList")).toBe(3);
  expect(emulator.requests.peakPerSecond("UpdateMediaCover")).toBe(0);
});

it("clear forgets entries, counts and peaks", async () => {
  const emulator = await startForTest();
  await call(emulator, "QueryMediaList", { MediaIds: mediaId });
  emulator.requests.clear();
  const { requests } = emulator;
  expect([requests.entries, requests.count(), requests.countByCode()]).toEqual([[], 0, {}]);
  expect(requests.peakPerSecond("QueryMediaList")).toBe(0);
});
