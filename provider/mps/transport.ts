import { Agent, type Dispatcher, EnvHttpProxyAgent } from "undici";
import { isLoopback } from "./endpoint";
import { TransportError } from "./errors";
import type { RetryClass } from "./errorCodes";
import { defaults } from "./limits";
import type { HttpAnswer, HttpRequest, Transport } from "./ports";

/** Proxies for requests that leave the machine; requests to loopback and to its metadata service never use one. */
export interface Proxies {
  httpProxy?: string;
  httpsProxy?: string;
  noProxy?: string;
}

/** The metadata service of an ECS instance, which answers for the machine that asks. */
const metadataHost = "100.100.100.200";

interface NetworkFault {
  codes: readonly string[];
  retry: RetryClass;
  what: string;
  fix: string;
}

const reachable = "check the network, mediacover:endpoint and the region";

/** What undici and Node report when no answer comes. Codes: undici's documentation ("Errors"), Node's, OpenSSL's. */
const networkFaults: readonly NetworkFault[] = [
  { codes: ["ECONNREFUSED"], retry: "network", what: "nothing listens there", fix: reachable },
  {
    codes: ["ENOTFOUND", "EAI_AGAIN"],
    retry: "network",
    what: "its name cannot be resolved",
    fix: reachable,
  },
  {
    codes: ["EHOSTUNREACH", "ENETUNREACH", "ENETDOWN"],
    retry: "network",
    what: "it cannot be reached",
    fix: reachable,
  },
  {
    codes: ["UND_ERR_CONNECT_TIMEOUT", "ETIMEDOUT"],
    retry: "network",
    what: "no connection in time",
    fix: reachable,
  },
  {
    codes: ["UND_ERR_ABORTED"],
    retry: "network",
    what: "a proxy refused to connect",
    fix: "check the proxy (https_proxy) and what it lets pass",
  },
  {
    codes: ["UND_ERR_HEADERS_TIMEOUT", "UND_ERR_BODY_TIMEOUT", "ABORT_ERR"],
    retry: "network",
    what: "no answer in time",
    fix: "try again later; the call may have had effect, which is harmless: it sets a value",
  },
  {
    codes: ["UND_ERR_SOCKET", "ECONNRESET", "EPIPE"],
    retry: "network",
    what: "the connection was cut",
    fix: "try again later; the call may have had effect, which is harmless: it sets a value",
  },
  {
    codes: ["UND_ERR_RES_EXCEEDED_MAX_SIZE"],
    retry: "never",
    what: `the answer is larger than ${defaults.maxAnswerBytes} bytes`,
    fix: "mediacover:endpoint must name an endpoint of MPS",
  },
];

/** Anything else that ends a connection: TLS, or a server that does not speak HTTP. */
const otherFault: Omit<NetworkFault, "codes"> = {
  retry: "never",
  what: "the connection failed",
  fix: "mediacover:endpoint must name an endpoint of MPS that speaks HTTP over trusted TLS",
};

/**
 * The only file that talks to the network (but for the default chain, which has its own ways): connections are kept alive, every wait has an end, an answer's size has one.
 *
 * @param proxies As found by the configuration; undici would read the environment itself otherwise.
 */
export function createTransport(proxies: Proxies): Transport {
  const options: Agent.Options = {
    connections: defaults.maxConnections,
    keepAliveTimeout: defaults.keepAliveMs,
    headersTimeout: defaults.attemptTimeoutMs,
    bodyTimeout: defaults.attemptTimeoutMs,
    maxResponseSize: defaults.maxAnswerBytes,
    connect: { timeout: defaults.connectTimeoutMs },
  };
  const direct = new Agent(options);
  const proxied =
    Object.keys(proxies).length === 0 ? direct : new EnvHttpProxyAgent({ ...options, ...proxies });
  return async (request) => {
    const { hostname } = new URL(request.origin);
    const dispatcher = isLoopback(hostname) || hostname === metadataHost ? direct : proxied;
    try {
      return await send(dispatcher, request);
    } catch (error) {
      throw transportError(error, request);
    }
  };
}

/** The time for one attempt is over. */
class TimeoutError extends Error {
  readonly code = "ABORT_ERR";
}

async function send(dispatcher: Dispatcher, request: HttpRequest): Promise<HttpAnswer> {
  // Not AbortSignal.timeout: each would live on, with all that hangs on it, until its time is over.
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(new TimeoutError()), request.timeoutMs);
  try {
    const { statusCode, headers, body } = await dispatcher.request({
      origin: request.origin,
      path: request.target,
      method: request.method,
      headers: { ...request.headers },
      ...(request.body ? { body: request.body } : {}),
      signal: controller.signal,
    });
    return { statusCode, headers, body: await body.text() };
  } finally {
    clearTimeout(timer);
  }
}

function transportError(error: unknown, request: HttpRequest): TransportError {
  const code = codeOf(error);
  const fault = networkFaults.find(({ codes }) => codes.includes(code)) ?? otherFault;
  const detail =
    fault === otherFault && error instanceof Error ? `${fault.what}: ${error.message}` : fault.what;
  return new TransportError(
    `no answer from ${request.origin}: ${detail} (${code})`,
    code,
    fault.retry,
    fault.fix,
    {
      cause: error,
    },
  );
}

/** The code of an error; of its cause, or of the first of several (one for each address that was tried). */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return "UNKNOWN";
  if ("code" in error && typeof error.code === "string") return error.code;
  if (error instanceof AggregateError) return codeOf(error.errors[0]);
  return error.cause === undefined ? error.name : codeOf(error.cause);
}
