import type { Request, Response } from "@alicloud/credentials/dist/src/providers/http";
import { z } from "zod";
import { isLoopback } from "../mps/endpoint";
import { TransportError } from "../mps/errors";
import { canonicalizedQuery } from "../mps/percentEncode";
import type { Transport } from "../mps/ports";
import { maskSecrets, maskUrlSecrets } from "../cover/redact";
import { SourceError } from "./credentials";
import { adviceFor } from "./errorCodes";

/** Sends one request of `@alicloud/credentials`. */
export type RequestSender = (request: Request) => Promise<Response>;

const errorAnswer = z.object({
  Code: z.string(),
  Message: z.string().optional(),
  RequestId: z.string().optional(),
});

/** What differs from one service to another. */
export interface RequestSenderOptions {
  /**
   * Whether the message of an error answer may be shown. That of STS may; what a metadata service or a sidecar writes is
   * unknown. Default no.
   */
  showsMessage?: boolean;
  /** Makes the body from the fields of the library's form. Default: that form. */
  encodeBody?: (form: Readonly<Record<string, string>>) => string;
  /** What must not be shown even if the service repeats it, besides the token of the request. */
  secrets?: readonly string[];
}

/**
 * Sends the requests of `@alicloud/credentials` over our transport, so that they use the same proxies, end in time, and fail
 * with our errors: the library's own errors repeat the whole answer, secrets included.
 */
export function createRequestSender(transport: Transport, options: RequestSenderOptions = {}): RequestSender {
  const { showsMessage = false, encodeBody = canonicalizedQuery, secrets = [] } = options;
  return async (request) => {
    const url = new URL(request.toRequestURL());
    refuseTokenOverHttp(url, request.headers);
    const answer = await send(transport, request, url, encodeBody(request.bodyForm ?? {}));
    if (answer.statusCode < 200 || answer.statusCode > 299) {
      const hidden = [...secrets, request.queries?.["SecurityToken"] ?? ""];
      throw refusal(answer, url, showsMessage ? hidden : undefined);
    }
    return { statusCode: 200, headers: {}, body: Buffer.from(answer.body) };
  };
}

async function send(transport: Transport, request: Request, url: URL, body: string): ReturnType<Transport> {
  try {
    return await transport({
      method: z.enum(["GET", "POST", "PUT"]).parse(request.method),
      origin: url.origin,
      target: `${url.pathname}${url.search}`,
      headers: { host: url.host, ...withValues(request.headers) },
      body,
      timeoutMs: (request.connectTimeout ?? 5000) + (request.readTimeout ?? 10_000),
    });
  } catch (error) {
    if (!(error instanceof TransportError)) throw error;
    // Any other advice is about the endpoint of MPS.
    const what = typeof error.advice === "string" ? "the network" : error.advice.variable;
    throw new SourceError(`${error.message}. What to do: check ${what}`, error.code, { cause: error });
  }
}

/**
 * The token of a sign-in (CloudSSO, OAuth) is sent over https only, except to this machine. A metadata service and a
 * sidecar are asked over http, without a token.
 */
function refuseTokenOverHttp(url: URL, headers: Readonly<Record<string, string | undefined>>): void {
  const holdsToken = Object.keys(headers).some((name) => name.toLowerCase() === "authorization");
  if (!holdsToken || url.protocol === "https:" || isLoopback(url.hostname)) return;
  throw new SourceError(`the sign-in URL ${url.origin} must be https: a token is sent there`, "");
}

/** Drops headers without a value, which the library makes when its caller has no name. */
function withValues(headers: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => (value ? [[name, value]] : [])),
  );
}

/** @param secrets What must not be shown of the answer's message; undefined if nothing of it may be shown. */
function refusal(
  { statusCode, body }: { statusCode: number; body: string },
  url: URL,
  secrets: readonly string[] | undefined,
): SourceError {
  const { Code = "", Message = "", RequestId } = errorAnswer.safeParse(parseJson(body)).data ?? {};
  const message = secrets === undefined ? "" : maskMessage(Message, secrets);
  const request = RequestId === undefined ? "" : `, request id ${RequestId}`;
  const answer = [Code, message].filter((part) => part !== "").join(": ");
  const service = maskUrlSecrets(`${url.origin}${url.pathname}`);
  return new SourceError(
    `${service} answered ${answer === "" ? "" : `${answer} `}(HTTP ${statusCode}${request}). What to do: ${adviceFor(Code, statusCode)}`,
    Code,
  );
}

/** The message of a refusal without the text that was signed, which holds the whole request. */
function maskMessage(message: string, secrets: readonly string[]): string {
  const withoutStringToSign = message.replace(/\s*server string to sign is:.*$/is, " …");
  return maskSecrets(withoutStringToSign, secrets).slice(0, 300);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
