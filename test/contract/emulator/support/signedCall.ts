import { createHash, randomUUID } from "node:crypto";
import { Readable } from "node:stream";
import { OpenApiUtil } from "@alicloud/openapi-core";

/** Whom to call: an emulator, in this process or another. */
export interface CallTarget {
  readonly url: string;
  readonly clock: { now(): Date };
}

/** How a call is made; what is left out is as a well-behaved client would have it. */
export interface CallOptions {
  readonly signature?: "V1" | "V3";
  readonly method?: "GET" | "POST";
  /** Where the parameters go. */
  readonly place?: "query" | "form";
  /** Signed, with V3. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly accessKey?: { accessKeyId: string; accessKeySecret: string; securityToken?: string };
  /** Default: the emulator's time. */
  readonly at?: Date;
  readonly nonce?: string;
  readonly version?: string;
  readonly path?: string;
  /** A form body that is sent in place of the signed one. */
  readonly exchangedBody?: string;
}

/** An answer, and the code in it. */
export interface CallAnswer {
  readonly status: number;
  /** The service's code, or `OK` if there is none. */
  readonly code: string;
  readonly headers: Headers;
  readonly text: string;
}

const testKey: NonNullable<CallOptions["accessKey"]> = {
  accessKeyId: "testid",
  accessKeySecret: "testsecret",
};

/** Makes a call that the official SDK's own functions sign, and reads its whole answer. */
export async function call(
  emulator: CallTarget,
  action: string,
  parameters: Readonly<Record<string, string>> = {},
  options: CallOptions = {},
): Promise<CallAnswer> {
  const response = await send(emulator, action, parameters, options);
  const text = await response.text();
  const code = /"Code":"([^"]*)"|<Code>([^<]*)</.exec(text);
  return {
    status: response.status,
    code: code?.[1] ?? code?.[2] ?? "OK",
    headers: response.headers,
    text,
  };
}

/** The same up to the answer's headers. */
export function send(
  emulator: CallTarget,
  action: string,
  parameters: Readonly<Record<string, string>> = {},
  options: CallOptions = {},
): Promise<Response> {
  const signed = options.signature === "V1" ? signV1 : signV3;
  const { method = "POST", place = "query", path = "/" } = options;
  const url = new URL(path, emulator.url);
  const request = signed(emulator, action, parameters, options);
  const encoded = new URLSearchParams(request.parameters);
  if (place === "query") {
    url.search = encoded.toString();
  }
  const contentType = { "content-type": "application/x-www-form-urlencoded" };
  const form =
    place === "form"
      ? {
          body: options.exchangedBody ?? encoded.toString(),
          headers: { ...request.headers, ...contentType },
        }
      : {};
  return fetch(url, { method, headers: request.headers, ...form });
}

interface SignedRequest {
  readonly parameters: Record<string, string>;
  readonly headers: Record<string, string>;
}

function signV1(
  emulator: CallTarget,
  action: string,
  parameters: Readonly<Record<string, string>>,
  options: CallOptions,
): SignedRequest {
  const { accessKeyId, accessKeySecret, securityToken } = options.accessKey ?? testKey;
  const signed: Record<string, string> = {
    Action: action,
    Version: options.version ?? "2014-06-18",
    AccessKeyId: accessKeyId,
    SignatureMethod: "HMAC-SHA1",
    SignatureVersion: "1.0",
    SignatureNonce: options.nonce ?? randomUUID(),
    Timestamp: isoSeconds(options.at ?? emulator.clock.now()),
    ...(securityToken === undefined ? {} : { SecurityToken: securityToken }),
    ...parameters,
  };
  const signature = OpenApiUtil.getRPCSignature(signed, options.method ?? "POST", accessKeySecret);
  return { parameters: { ...signed, Signature: signature }, headers: { ...options.headers } };
}

function signV3(
  emulator: CallTarget,
  action: string,
  parameters: Readonly<Record<string, string>>,
  options: CallOptions,
): SignedRequest {
  const { accessKeyId, accessKeySecret, securityToken } = options.accessKey ?? testKey;
  const isForm = options.place === "form";
  const body = isForm ? new URLSearchParams(parameters).toString() : "";
  const hash = createHash("sha256").update(body).digest("hex");
  const headers: Record<string, string> = {
    host: new URL(emulator.url).host,
    accept: "application/json",
    "x-acs-action": action,
    "x-acs-version": options.version ?? "2014-06-18",
    "x-acs-date": isoSeconds(options.at ?? emulator.clock.now()),
    "x-acs-signature-nonce": options.nonce ?? randomUUID(),
    "x-acs-content-sha256": hash,
    ...(securityToken === undefined ? {} : { "x-acs-security-token": securityToken }),
    ...options.headers,
  };
  const authorization = OpenApiUtil.getAuthorization(
    {
      protocol: "http",
      port: Number(new URL(emulator.url).port),
      method: options.method ?? "POST",
      pathname: "/",
      query: isForm ? {} : { ...parameters },
      headers,
      body: Readable.from([]),
    },
    "ACS3-HMAC-SHA256",
    hash,
    accessKeyId,
    accessKeySecret,
  );
  return { parameters: { ...parameters }, headers: { ...headers, Authorization: authorization } };
}

function isoSeconds(date: Date): string {
  return date.toISOString().replace(/\.\d+Z$/, "Z");
}
