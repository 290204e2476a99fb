import { expect, it } from "vitest";
import { call } from "./support/signedCall.ts";
import { sendRaw } from "./support/rawRequest.ts";
import { coverUrl, mediaId, startForTest } from "./support/startForTest.ts";
import { signedVectors, wireText } from "../../support/vectors.ts";

const inFrankfurt = { headers: { "x-acs-region-id": "eu-central-1" } };

it("a video lives in its region only", async () => {
  const emulator = await startForTest();
  const parameters = { MediaId: mediaId, CoverURL: coverUrl };
  expect(await call(emulator, "UpdateMediaCover", parameters, inFrankfurt)).toMatchObject({
    code: "InvalidParameter.ResourceNotFound",
  });
  expect(emulator.media.get(mediaId)?.cover).toBeUndefined();
  expect(await call(emulator, "UpdateMediaCover", parameters)).toMatchObject({ code: "OK" });
});

it("the same id in two regions is two media", async () => {
  const emulator = await startForTest({ seed: [{ mediaId }, { mediaId, region: "eu-central-1" }] });
  await call(emulator, "UpdateMediaCover", { MediaId: mediaId, CoverURL: coverUrl }, inFrankfurt);
  expect(emulator.media.get(mediaId)?.cover).toBeUndefined();
  expect(emulator.media.get(mediaId, "eu-central-1")?.cover).toBe(coverUrl);
  expect(emulator.media.list("eu-central-1")).toHaveLength(1);
  expect(emulator.media.list()).toHaveLength(2);
});

it("the header says the region before the parameter, the parameter before the emulator's default", async () => {
  const emulator = await startForTest({ region: "ap-southeast-1" });
  const parameters = { MediaIds: mediaId, RegionId: "us-west-1" };
  await call(emulator, "QueryMediaList", parameters, inFrankfurt);
  await call(emulator, "QueryMediaList", parameters);
  await call(emulator, "QueryMediaList", { MediaIds: mediaId });
  expect(emulator.requests.entries.map(({ region }) => region)).toEqual([
    "eu-central-1",
    "us-west-1",
    "ap-southeast-1",
  ]);
});

it.each([
  ["mts.eu-west-1.aliyuncs.com", "eu-west-1"],
  ["mts-vpc.cn-shanghai.aliyuncs.com", "cn-shanghai"],
  ["mts.eu-west-1.aliyuncs.com:443", "eu-west-1"],
  ["mts.aliyuncs.com", "cn-hangzhou"],
  ["localhost", "cn-hangzhou"],
])("a request to %s is for %s", async (host, region) => {
  const emulator = await startForTest();
  const vector = signedVectors.find(
    ({ mode, name }) => mode === "v2-hmac-sha1" && name === "query-media-list",
  );
  const wire = vector && wireText(vector).replace(/^host: .*$/m, `host: ${host}`);
  // V1 does not sign the host, so that any can be written into a recorded request.
  emulator.clock.set(vector?.timestamp ?? "");
  await sendRaw(emulator, wire ?? "");
  expect(emulator.requests.entries).toEqual([expect.objectContaining({ region, code: "OK" })]);
});

it("an error names the host of the region", async () => {
  const emulator = await startForTest();
  const { text } = await call(emulator, "QueryMediaList", {}, inFrankfurt);
  expect(JSON.parse(text)).toHaveProperty("HostId", "mts.eu-central-1.aliyuncs.com");
});
