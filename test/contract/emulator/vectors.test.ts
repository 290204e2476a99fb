import { describe, expect, it } from "vitest";
import type { Emulator } from "../../../emulator/index.ts";
import { sendRaw } from "./support/rawRequest.ts";
import { startForTest } from "./support/startForTest.ts";
import { bearerVector, signedVectors, wireText, type SignedVector } from "../../support/vectors.ts";

/** The videos that vectors take pictures of, as files of videos. */
const videoFiles = signedVectors.flatMap(({ sdkRequest: { Input: input } }) => {
  if (typeof input !== "string") return [];
  const { Bucket: bucket, Object: key }: Record<string, string> = JSON.parse(input);
  return [`http://${bucket}.oss-cn-hangzhou.aliyuncs.com/${key}`];
});
const pipelineId = "dd3dae411e704030b921e52698e50001";

/** An emulator at the time of a vector, with its key, and every video and pipeline that a vector speaks of. */
async function emulatorOf({ credentials, timestamp }: Pick<SignedVector, "credentials" | "timestamp">) {
  const { accessKeyId, accessKeySecret, securityToken } = credentials;
  const key = securityToken === undefined ? {} : { securityToken };
  const mediaIds = JSON.stringify(signedVectors).match(/\b[0-9a-f]{32}\b/g) ?? [];
  const emulator = await startForTest({
    accessKeys: [{ accessKeyId, accessKeySecret, ...key }],
    seed: [
      ...[...new Set(mediaIds)].map((mediaId) => ({ mediaId })),
      ...[...new Set(videoFiles)].map((fileUrl, index) => ({
        mediaId: index.toString(16).padStart(32, "0"),
        fileUrl,
      })),
    ],
    pipelines: [{ pipelineId }],
  });
  emulator.clock.set(timestamp);
  return emulator;
}

/** Changes the one character after `before`. */
function changeAfter(text: string, before: string): string {
  const index = text.indexOf(before) + before.length;
  return `${text.slice(0, index)}${text[index] === "0" ? "1" : "0"}${text.slice(index + 1)}`;
}

function codesOf(emulator: Emulator): (string | undefined)[] {
  return emulator.requests.entries.map(({ code }) => code);
}

describe.each(signedVectors)("$mode, $name", (vector) => {
  const wire = wireText(vector);

  it("what the official SDK sent is let in, and decoded as it was meant", async () => {
    const emulator = await emulatorOf(vector);
    const { body } = await sendRaw(emulator, wire);
    expect(codesOf(emulator)).toEqual(["OK"]);
    expect(body).not.toContain("Fail");
    const meant = Object.entries(vector.sdkRequest).map(([name, value]) => [name, asText(value)]);
    expect(emulator.requests.entries[0]?.parameters).toMatchObject(Object.fromEntries(meant));
  });

  const isV3 = vector.mode.startsWith("v3");
  const parameter = Object.entries(vector.sdkRequest).find(([, value]) => value !== "")?.[0];
  it.each<[what: string, before: string]>([
    ...(parameter === undefined ? [] : [["a parameter", `${parameter}=`] satisfies [string, string]]),
    [isV3 ? "a signed header" : "the nonce", isV3 ? "x-acs-credentials-provider: " : "SignatureNonce="],
    ["the signature", isV3 ? ",Signature=" : "&Signature="],
  ])("one byte changed in %s is refused", async (_what, before) => {
    const emulator = await emulatorOf(vector);
    await sendRaw(emulator, changeAfter(wire, before));
    expect(codesOf(emulator)).toEqual(["SignatureDoesNotMatch"]);
  });
});

it("a bearer token is refused by name", async () => {
  const emulator = await emulatorOf({
    credentials: { accessKeyId: "testid", accessKeySecret: "testsecret" },
    timestamp: "2026-01-02T03:04:05Z",
  });
  const { status, body } = await sendRaw(emulator, wireText(bearerVector));
  expect(status).toBe(400);
  expect(body).toContain("BEARERTOKEN");
  expect(codesOf(emulator)).toEqual(["InvalidSignatureMethod"]);
});

function asText(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
