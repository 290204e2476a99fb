import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readCall } from "../../emulator/call";
import { expectedSignatureV3 } from "../../emulator/gateway/signatureV3";
import { authorization } from "../../provider/mps/signature";

/** Two implementations that share no code: what the client signs, the emulator verifies. */
const anyText = fc.string({ unit: "grapheme", maxLength: 20 });
const headerText = fc.stringMatching(/^[!-~]{1,20}$/);
const anyRequest = fc.record({
  query: fc.dictionary(fc.stringMatching(/^[A-Za-z][A-Za-z0-9._-]{0,7}$/), anyText, { maxKeys: 5 }),
  headers: fc.record({
    host: headerText,
    "x-acs-date": headerText,
    "x-acs-signature-nonce": headerText,
    "x-acs-security-token": headerText,
  }),
});
type AnyRequest = typeof anyRequest extends fc.Arbitrary<infer T> ? T : never;

const key = { accessKeyId: "testid", accessKeySecret: "testsecret" };
const sign = ({ query, headers }: AnyRequest): string =>
  authorization({ method: "POST", query, headers, body: "" }, key);

/** Whether the emulator's own computation agrees with a signature. */
function verifies({ query, headers }: AnyRequest, signed: string, body = ""): boolean {
  const request = {
    method: "POST",
    path: "/",
    query: Object.entries(query),
    form: [],
    headers: { ...headers, authorization: signed },
    body: Buffer.from(body),
  };
  const { given, expected } = expectedSignatureV3(
    readCall(request, "id", "cn-hangzhou"),
    key.accessKeySecret,
  );
  return given === expected;
}

describe("the client's signature", () => {
  it("is verified by the emulator, whatever the request holds", () => {
    fc.assert(
      fc.property(anyRequest, (request) => {
        expect(verifies(request, sign(request))).toBe(true);
      }),
    );
  });

  it("does not hold for a request in which anything is changed", () => {
    fc.assert(
      fc.property(
        anyRequest,
        fc.constantFrom("host", "x-acs-date", "x-acs-signature-nonce", "x-acs-security-token"),
        headerText,
        anyText,
        (request, name, value, parameter) => {
          const signed = sign(request);
          const otherHeader = {
            ...request,
            headers: { ...request.headers, [name]: `${request.headers[name]}${value}` },
          };
          const otherQuery = {
            ...request,
            query: { ...request.query, CoverURL: `${request.query["CoverURL"] ?? ""}${parameter}+` },
          };
          expect([
            verifies(otherHeader, signed),
            verifies(otherQuery, signed),
            verifies(request, signed, "body"),
          ]).toEqual([false, false, false]);
        },
      ),
    );
  });
});
