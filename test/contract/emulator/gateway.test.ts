import { describe, expect, it } from "vitest";
import { call, type CallOptions } from "./support/signedCall.ts";
import { coverUrl, mediaId, startForTest } from "./support/startForTest.ts";

const sts = { accessKeyId: "STS.test", accessKeySecret: "stssecret", securityToken: "CAIS+/=token" };
const accessKeys = [
  { accessKeyId: "testid", accessKeySecret: "testsecret" },
  { ...sts, expiresAt: "2026-01-02T03:30:00Z" },
  { accessKeyId: "disabled", accessKeySecret: "secret", disabled: true },
  { accessKeyId: "reader", accessKeySecret: "secret", deny: ["mts:UpdateMediaCover"] },
  { accessKeyId: "nobody", accessKeySecret: "secret", deny: ["mts:*"] },
];
const now = "2026-01-02T03:04:05Z";

async function start() {
  const emulator = await startForTest({ accessKeys });
  emulator.clock.set(now);
  return emulator;
}

function at(time: string): { at: Date } {
  return { at: new Date(`2026-01-02T${time}Z`) };
}

const withoutToken = { accessKeyId: sts.accessKeyId, accessKeySecret: sts.accessKeySecret };
const keyOf = (accessKeyId: string) => ({ accessKey: { accessKeyId, accessKeySecret: "secret" } });

describe.each(["V1", "V3"] as const)("signed with %s", (signature) => {
  it.each<[promise: string, status: number, code: string, options: CallOptions]>([
    ["the right secret is let in", 200, "OK", {}],
    ["GET is as good as POST", 200, "OK", { method: "GET" }],
    ["a form body is as good as the URL", 200, "OK", { place: "form" }],
    ["an unknown key is not found", 404, "InvalidAccessKeyId.NotFound", keyOf("unknown")],
    ["a disabled key is inactive", 400, "InvalidAccessKeyId.Inactive", keyOf("disabled")],
    ["a wrong secret does not match", 400, "SignatureDoesNotMatch", keyOf("testid")],
    ["a denied operation is forbidden", 403, "NoPermission", keyOf("reader")],
    ["a key that may do nothing may not do this", 403, "NoPermission", keyOf("nobody")],
    ["a temporary key with its token is let in", 200, "OK", { accessKey: sts }],
    ["a temporary key needs its token", 400, "MissingSecurityToken", { accessKey: withoutToken }],
    [
      "a temporary key needs its own token",
      400,
      "InvalidSecurityToken.MismatchWithAccessKey",
      { accessKey: { ...sts, securityToken: "another" } },
    ],
    [
      "an empty token is malformed",
      400,
      "InvalidSecurityToken.Malformed",
      { accessKey: { ...sts, securityToken: "" } },
    ],
    ["15 minutes ago is in time", 200, "OK", at("02:49:05")],
    ["15 minutes ahead is in time", 200, "OK", at("03:19:05")],
    ["a second more than 15 minutes ago is too old", 400, "InvalidTimeStamp.Expired", at("02:49:04")],
    ["a second more than 15 minutes ahead is too early", 400, "InvalidTimeStamp.Expired", at("03:19:06")],
    ["another version of the API is not found", 404, "InvalidApi.NotFound", { version: "2018-05-28" }],
    ["another path is not found", 404, "InvalidApi.NotFound", { path: "/v1" }],
  ])("%s", async (_promise, status, code, options) => {
    const emulator = await start();
    const parameters = { MediaId: mediaId, CoverURL: coverUrl };
    const answer = await call(emulator, "UpdateMediaCover", parameters, { signature, ...options });
    expect(answer).toMatchObject({ status, code });
  });

  it("a token that has expired is refused from its very time on", async () => {
    const emulator = await start();
    const options = { signature, accessKey: sts };
    emulator.clock.set("2026-01-02T03:29:59Z");
    expect(await call(emulator, "QueryMediaList", { MediaIds: mediaId }, options)).toMatchObject({
      code: "OK",
    });
    emulator.clock.advance(1000);
    expect(await call(emulator, "QueryMediaList", { MediaIds: mediaId }, options)).toMatchObject({
      status: 400,
      code: "InvalidSecurityToken.Expired",
    });
  });

  it("a nonce is good once in 15 minutes, for each key", async () => {
    const emulator = await start();
    const ask = async (options: CallOptions = {}) =>
      (await call(emulator, "QueryMediaList", { MediaIds: mediaId }, { signature, nonce: "n", ...options }))
        .code;
    expect(await ask()).toBe("OK");
    expect(await ask()).toBe("SignatureNonceUsed");
    expect(await ask({ accessKey: sts })).toBe("OK");
    emulator.clock.advance(15 * 60 * 1000);
    expect(await ask()).toBe("SignatureNonceUsed");
    emulator.clock.advance(1);
    expect(await ask()).toBe("OK");
  });

  it("a refused signature does not use up its nonce", async () => {
    const emulator = await start();
    const ask = (accessKeySecret: string) =>
      call(
        emulator,
        "QueryMediaList",
        { MediaIds: mediaId },
        { signature, nonce: "n", accessKey: { accessKeyId: "testid", accessKeySecret } },
      );
    expect(await ask("wrong")).toMatchObject({ code: "SignatureDoesNotMatch" });
    expect(await ask("testsecret")).toMatchObject({ code: "OK" });
  });

  it("a refused signature echoes what the server signed, without secret or token", async () => {
    const emulator = await start();
    const accessKey = { ...sts, accessKeySecret: "wrong" };
    const { text } = await call(emulator, "QueryMediaList", { MediaIds: mediaId }, { signature, accessKey });
    expect(text).toContain("server string to sign is:");
    expect(text).toContain(mediaId);
    expect(text).not.toMatch(/stssecret|testsecret|wrong|CAIS/);
  });

  it("blanks written + or %20 are the same to a signature", async () => {
    const emulator = await start();
    const parameters = {
      MediaId: mediaId,
      CoverURL: "http://covers.oss-cn-hangzhou.aliyuncs.com/a b+c*~.jpg",
    };
    // The helper writes blanks as "+"; the recorded requests of the official SDK have them as "%20".
    expect(await call(emulator, "UpdateMediaCover", parameters, { signature })).toMatchObject({ code: "OK" });
    expect(emulator.media.get(mediaId)?.cover).toBe(parameters.CoverURL);
  });

  it.each([{ time: "2026-01-02 03:04:05" }, { time: "yesterday" }, { time: "2026-13-02T03:04:05Z" }])(
    "the time $time is not well formatted",
    async ({ time }) => {
      const emulator = await start();
      const given = signature === "V3" ? { headers: { "x-acs-date": time } } : {};
      const parameters = signature === "V1" ? { Timestamp: time } : {};
      const answer = await call(emulator, "QueryMediaList", parameters, { signature, ...given });
      expect(answer).toMatchObject({ status: 400, code: "InvalidTimeStamp.Format" });
    },
  );
});

it("a request without a signature is incomplete", async () => {
  const emulator = await start();
  const response = await fetch(`${emulator.url}/?Action=QueryMediaList&AccessKeyId=testid&Timestamp=${now}`);
  expect(response.status).toBe(400);
  expect(await response.text()).toContain("<Code>IncompleteSignature</Code>");
});

it("an x-acs- header that is not signed makes the signature incomplete", async () => {
  const emulator = await start();
  const headers = { "x-acs-action": "QueryMediaList", "x-acs-date": now };
  const authorization = `ACS3-HMAC-SHA256 Credential=testid,SignedHeaders=host,Signature=${"0".repeat(64)}`;
  const response = await fetch(emulator.url, { method: "POST", headers: { ...headers, authorization } });
  expect(await response.json()).toMatchObject({ Code: "IncompleteSignature" });
});

it("other methods than GET and POST are not supported", async () => {
  const emulator = await start();
  const response = await fetch(emulator.url, { method: "PUT" });
  expect(await response.text()).toContain("<Code>UnsupportedHTTPMethod</Code>");
});

it("V1 signs with HMAC-SHA1 or not at all", async () => {
  const emulator = await start();
  const query = `Signature=x&SignatureMethod=HMAC-SHA256&AccessKeyId=testid&Timestamp=${now}`;
  const response = await fetch(`${emulator.url}/?${query}`);
  expect(await response.text()).toContain("<Code>InvalidSignatureMethod</Code>");
});

it("a signed body cannot be exchanged", async () => {
  const emulator = await start();
  const options = { place: "form", exchangedBody: "MediaIds=another" } as const;
  const answer = await call(emulator, "QueryMediaList", { MediaIds: mediaId }, options);
  expect(answer).toMatchObject({ code: "SignatureDoesNotMatch" });
});
