import { createHash, createHmac } from "node:crypto";
import type { Call } from "../call";
import { serviceError } from "../serviceError";
import { canonicalizedQuery } from "./percentEncode";
import { maskedToken, type ExpectedSignature } from "./signature";

const algorithm = "ACS3-HMAC-SHA256";

/**
 * The signature that a request of version 3 should carry: hex(HMAC-SHA256(secret, algorithm + hash of the
 * canonical request)). Description:
 * help.aliyun.com/zh/sdk/product-overview/v3-request-structure-and-signature.
 *
 * @throws ServiceError `IncompleteSignature` when the Authorization header is not well-formed, or leaves `host` or an
 * `x-acs-*` header unsigned, which somebody on the way could change
 */
export function expectedSignatureV3(call: Call, accessKeySecret: string): ExpectedSignature {
  const { signedHeaders, signature } = parseAuthorization(call.request.headers["authorization"] ?? "");
  const mustBeSigned = Object.keys(call.request.headers).filter(
    (name) => name === "host" || name.startsWith("x-acs-"),
  );
  if (!mustBeSigned.every((name) => signedHeaders.includes(name))) {
    throw serviceError("IncompleteSignature");
  }
  const canonicalRequest = buildCanonicalRequest(call, signedHeaders, (value) => value);
  const stringToSign = `${algorithm}\n${sha256(canonicalRequest)}`;
  const echo = buildCanonicalRequest(call, signedHeaders, () => maskedToken);
  return {
    given: signature,
    expected: createHmac("sha256", accessKeySecret).update(stringToSign).digest("hex"),
    echo: `server string to sign is:${stringToSign} server canonical request is:${echo}`,
  };
}

/** `ACS3-HMAC-SHA256 Credential=<id>,SignedHeaders=<a;b>,Signature=<64 hex digits>`. */
function parseAuthorization(header: string): { signedHeaders: readonly string[]; signature: string } {
  const match =
    /^ACS3-HMAC-SHA256 +Credential=[^,]+, *SignedHeaders=(?<names>[^,]+), *Signature=(?<signature>[0-9a-f]{64})$/.exec(
      header,
    );
  const { names, signature } = match?.groups ?? {};
  if (names === undefined || signature === undefined) {
    throw serviceError("IncompleteSignature");
  }
  return { signedHeaders: names.split(";"), signature };
}

/**
 * @param shownToken returns what to write for the security token: the token for signing, a mask for showing
 */
function buildCanonicalRequest(
  call: Call,
  signedHeaders: readonly string[],
  shownToken: (token: string) => string,
): string {
  const { method, headers, query, body } = call.request;
  const names = signedHeaders.map((name) => name.toLowerCase()).toSorted();
  const lines = names.map((name) => {
    const value = headers[name]?.trim() ?? "";
    return `${name}:${name === "x-acs-security-token" ? shownToken(value) : value}\n`;
  });
  // The body's hash is computed here, not taken from x-acs-content-sha256, so that a changed body never
  // passes.
  return [method, "/", canonicalizedQuery(query), lines.join(""), names.join(";"), sha256(body)].join("\n");
}

function sha256(data: string | Buffer): string {
  return createHash("sha256").update(data).digest("hex");
}
