import type { Request, Response } from "@alicloud/credentials/dist/src/providers/http";
import { lazily, zod } from "../lazily";
import { isLoopback } from "../mps/endpoint";
import { TransportError } from "../mps/errors";
import { canonicalizedQuery } from "../mps/percentEncode";
import type { Transport } from "../mps/ports";
import { maskUrlSecrets } from "../cover/redact";
import { adviceFor } from "./errorCodes";

/** Sends one request of a provider of `@alicloud/credentials`. */
export type Carrier = (request: Request) => Promise<Response>;

/** A service that gives credentials answered with an error. The message says what to do and holds no secret. */
export class SourceError extends Error {
  constructor(
    message: string,
    /** The service's code, such as `NoPermission`; empty where it gave none. */
    readonly code: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

const errorAnswer = lazily(() => {
  const z = zod();
  return z.object({ Code: z.string(), Message: z.string().optional(), RequestId: z.string().optional() });
});

/** How requests are carried, where it differs from one service to another. */
export interface CarrierOptions {
  /**
   * Whether the words of an error answer may be shown. Those of STS may; what a metadata service or a sidecar writes is
   * anybody's guess. Default no.
   */
  showsMessage?: boolean;
  /** The body to send, from the fields of the library's form. Default that form. */
  bodyOf?: (form: Readonly<Record<string, string>>) => string;
  /** What must not be shown, even if the service repeats it; the token of the request is always among it. */
  secrets?: readonly string[];
}

/**
 * Carries the requests of `@alicloud/credentials` over our transport, so that they use the same proxies, never wait
 * without end, and fail with errors of ours: the library's own repeat the whole answer, secrets included.
 */
export function carrierOver(transport: Transport, options: CarrierOptions = {}): Carrier {
  const { showsMessage = false, bodyOf = canonicalizedQuery, secrets = [] } = options;
  return async (request) => {
    const url = new URL(request.toRequestURL());
    refuseOpenSession(url, request.headers);
    const answer = await send(transport, request, url, bodyOf(request.bodyForm ?? {}));
    if (answer.statusCode < 200 || answer.statusCode > 299) {
      const hidden = [...secrets, request.queries?.["SecurityToken"] ?? ""];
      throw refused(answer, url, showsMessage ? hidden : undefined);
    }
    return { statusCode: 200, headers: {}, body: Buffer.from(answer.body) };
  };
}

async function send(transport: Transport, request: Request, url: URL, body: string): ReturnType<Transport> {
  try {
    return await transport({
      method: zod().enum(["GET", "POST", "PUT"]).parse(request.method),
      origin: url.origin,
      target: `${url.pathname}${url.search}`,
      headers: { host: url.host, ...sendable(request.headers) },
      body,
      timeoutMs: (request.connectTimeout ?? 5000) + (request.readTimeout ?? 10_000),
    });
  } catch (error) {
    if (!(error instanceof TransportError)) throw error;
    // Its own advice is about the service's endpoint.
    throw new SourceError(`${error.message}. What to do: check the network`, error.code, { cause: error });
  }
}

/**
 * The token of a sign-in (CloudSSO, OAuth) goes out over https only, but to this machine. A metadata service and a
 * sidecar are asked over http, with nothing of that kind.
 */
function refuseOpenSession(url: URL, headers: Readonly<Record<string, string | undefined>>): void {
  const holdsToken = Object.keys(headers).some((name) => name.toLowerCase() === "authorization");
  if (!holdsToken || url.protocol === "https:" || isLoopback(url.hostname)) return;
  throw new SourceError(`the sign-in URL ${url.origin} must be https: a token is sent there`, "");
}

/** The library sends a header without a value where its caller has no name. */
function sendable(headers: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => (value ? [[name, value]] : [])),
  );
}

/** @param secrets What must not be shown of the answer's message; without them, none of it is shown. */
function refused(
  { statusCode, body }: { statusCode: number; body: string },
  url: URL,
  secrets: readonly string[] | undefined,
): SourceError {
  const { Code = "", Message = "", RequestId } = errorAnswer().safeParse(parseJson(body)).data ?? {};
  const words = secrets === undefined ? "" : readable(Message, secrets);
  const request = RequestId === undefined ? "" : `, request id ${RequestId}`;
  const said = [Code, words].filter((part) => part !== "").join(": ");
  const who = maskUrlSecrets(`${url.origin}${url.pathname}`);
  return new SourceError(
    `${who} answered ${said === "" ? "" : `${said} `}(HTTP ${statusCode}${request}). What to do: ${adviceFor(Code, statusCode)}`,
    Code,
  );
}

/** The words of a refusal, up to the text that was signed: that holds the whole request. */
function readable(message: string, secrets: readonly string[]): string {
  const words = message.replace(/\s*server string to sign is:.*$/is, " …");
  return secrets
    .filter((secret) => secret !== "")
    .reduce((rest, secret) => rest.replaceAll(secret, "***"), words)
    .slice(0, 300);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
