import { describe, expect, it } from "vitest";
import { authorization, canonicalRequest, signature, stringToSign } from "../../../provider/mps/signature";
import { acs3Vectors } from "../../support/vectors";

const emptyBodySha256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

describe("ACS3-HMAC-SHA256", () => {
  it("reproduces the example of the documentation", () => {
    const request = {
      method: "POST",
      query: {
        ImageId: "win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd",
        RegionId: "cn-shanghai",
      },
      headers: {
        host: "ecs.cn-shanghai.aliyuncs.com",
        "x-acs-action": "RunInstances",
        "x-acs-content-sha256": emptyBodySha256,
        "x-acs-date": "2023-10-26T10:22:32Z",
        "x-acs-signature-nonce": "3156853299f313e23d1673dc12e1703d",
        "x-acs-version": "2014-05-26",
      },
      body: "",
    };
    expect(signature(request, "YourAccessKeySecret")).toBe(
      "06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0",
    );
  });

  it("is tested on 31 calls of the official SDK, 18 of them also with a token", () => {
    expect(acs3Vectors).toHaveLength(49);
  });

  it.each(acs3Vectors)("signs as the official SDK does: $name ($mode)", (vector) => {
    const headers = Object.fromEntries(vector.headers.map(([name, value]) => [name.toLowerCase(), value]));
    const request = { method: vector.method, query: vector.sdkRequest, headers, body: vector.body };
    expect(canonicalRequest(request)).toBe(vector.intermediate.canonicalRequest);
    expect(stringToSign(request)).toBe(vector.intermediate.stringToSign);
    expect(authorization(request, vector.credentials)).toBe(headers["authorization"]);
  });

  const request = {
    method: "POST",
    query: { CoverURL: "http://h/a.jpg", MediaId: "m" },
    headers: { host: "h", "content-type": "text/plain", "x-acs-date": "d", accept: "a" },
    body: "",
  };

  it.each([
    ["the method", { ...request, method: "GET" }],
    ["a parameter", { ...request, query: { ...request.query, MediaId: "n" } }],
    ["one more parameter", { ...request, query: { ...request.query, New: "" } }],
    ["the host", { ...request, headers: { ...request.headers, host: "i" } }],
    ["the content type", { ...request, headers: { ...request.headers, "content-type": "text/html" } }],
    ["a header of Alibaba Cloud", { ...request, headers: { ...request.headers, "x-acs-date": "e" } }],
    ["one more header of Alibaba Cloud", { ...request, headers: { ...request.headers, "x-acs-new": "" } }],
    ["the body", { ...request, body: "b" }],
  ])("covers %s", (_part, changed) => {
    expect(signature(changed, "secret")).not.toBe(signature(request, "secret"));
  });

  it("depends on the secret, but not on other headers or blanks around values", () => {
    const same = { ...request, headers: { ...request.headers, accept: "b", "x-acs-date": " d " } };
    expect(signature(same, "secret")).toBe(signature(request, "secret"));
    expect(signature(request, "other")).not.toBe(signature(request, "secret"));
  });
});
