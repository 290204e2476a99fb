import { createHash, createHmac } from "node:crypto";
import { canonicalizedQuery } from "./percentEncode";

/**
 * ACS3-HMAC-SHA256, the signature of Alibaba Cloud's OpenAPI (version 3), in its four pure steps.
 *
 * Source: "Request syntax and signature method V3", Alibaba Cloud OpenAPI documentation. The example printed there and
 * requests recorded from the official SDK are the tests (`test/unit/mps/signature.test.ts`).
 */
const signatureAlgorithm = "ACS3-HMAC-SHA256";

/** What a signature covers. Header names are in lower case. */
export interface SignableRequest {
  method: string;
  /** Decoded parameters of the query. */
  query: Readonly<Record<string, string>>;
  headers: Readonly<Record<string, string>>;
  body: string;
}

/** Who signs. */
export interface SigningKey {
  accessKeyId: string;
  accessKeySecret: string;
}

/** Lower-case hexadecimal SHA-256 of UTF-8 text. */
export function sha256Hex(text: string): string {
  return createHash("sha256").update(text, "utf8").digest("hex");
}

/** The headers that a signature covers: `host`, `content-type` and every `x-acs-*`, sorted. */
function signedHeaderNames(headers: Readonly<Record<string, string>>): string[] {
  return Object.keys(headers)
    .filter((name) => name === "host" || name === "content-type" || name.startsWith("x-acs-"))
    .toSorted();
}

/** Step 1: the request as one text that does not depend on the order or the spelling on the wire. */
export function canonicalRequest(request: SignableRequest): string {
  const names = signedHeaderNames(request.headers);
  return [
    request.method,
    "/",
    canonicalizedQuery(request.query),
    ...names.map((name) => `${name}:${(request.headers[name] ?? "").trim()}`),
    "",
    names.join(";"),
    sha256Hex(request.body),
  ].join("\n");
}

/** Step 2: the algorithm and the digest of the canonical request. */
export function stringToSign(request: SignableRequest): string {
  return `${signatureAlgorithm}\n${sha256Hex(canonicalRequest(request))}`;
}

/** Step 3: the signature, in lower-case hexadecimal. */
export function signature(request: SignableRequest, accessKeySecret: string): string {
  return createHmac("sha256", accessKeySecret).update(stringToSign(request), "utf8").digest("hex");
}

/** Step 4: the value of the `Authorization` header. */
export function authorization(request: SignableRequest, key: SigningKey): string {
  const names = signedHeaderNames(request.headers).join(";");
  return `${signatureAlgorithm} Credential=${key.accessKeyId},SignedHeaders=${names},Signature=${signature(request, key.accessKeySecret)}`;
}
