import { createHmac } from "node:crypto";
import type { Call } from "../call";
import { serviceError } from "../serviceError";
import { canonicalizedQuery, percentEncode } from "./percentEncode";
import { maskedToken, type ExpectedSignature } from "./signature";

/**
 * The signature that a request of version 1 (the "RPC" style of older SDKs and of the aliyun command line)
 * should carry: base64(HMAC-SHA1(secret + "&", string to sign)), over query and form body together.
 * Description: help.aliyun.com/en/sdk/product-overview/rpc-mechanism.
 *
 * @throws ServiceError `InvalidSignatureMethod` for another algorithm than HMAC-SHA1
 */
export function expectedSignatureV1(call: Call, accessKeySecret: string): ExpectedSignature {
  const method = call.parameters.get("SignatureMethod") ?? "HMAC-SHA1";
  if (method.toUpperCase() !== "HMAC-SHA1") {
    throw serviceError("InvalidSignatureMethod", method);
  }
  const stringToSign = buildStringToSign(call, (token) => token);
  return {
    given: call.parameters.get("Signature") ?? "",
    expected: createHmac("sha1", `${accessKeySecret}&`).update(stringToSign).digest("base64"),
    echo: `server string to sign is:${buildStringToSign(call, () => maskedToken)}`,
  };
}

/**
 * @param shownToken returns what to write for the security token: the token for signing, a mask for showing
 */
function buildStringToSign(call: Call, shownToken: (token: string) => string): string {
  const { method, query, form } = call.request;
  const signed = [...query, ...form]
    .filter(([name]) => name !== "Signature")
    .map(([name, value]) => [name, name === "SecurityToken" ? shownToken(value) : value] as const);
  return `${method}&${percentEncode("/")}&${percentEncode(canonicalizedQuery(signed))}`;
}
