import { Agent, buildConnector, type Dispatcher, EnvHttpProxyAgent, Pool } from "undici";
import { maskUrlSecrets } from "../cover/redact";
import { isLoopback } from "./endpoint";
import type { AdviceCode } from "./advice";
import { withDeadline } from "./deadline";
import { TransportError } from "./errors";
import type { RetryClass } from "./errorCodes";
import { defaults } from "./limits";
import type { HttpAnswer, HttpRequest, Transport } from "./ports";

/** Proxies for requests that leave the machine; requests to loopback and to its metadata service never use one. */
export interface Proxies {
  httpProxy?: Proxy;
  /** Default: `httpProxy`. */
  httpsProxy?: Proxy;
  noProxy?: string;
}

/** A proxy, and where it is set. */
export interface Proxy {
  /** Parsed and valid. May hold a password. */
  url: string;
  /** The variable that it comes from. */
  name: string;
}

/** The metadata service of an ECS instance, which answers for the machine that asks. */
const metadataHost = "100.100.100.200";

interface NetworkFault {
  codes: readonly string[];
  retry: RetryClass;
  what: string;
  advice: AdviceCode;
}

/** What undici and Node report when no answer comes. Codes: undici's documentation ("Errors"), Node's, OpenSSL's. */
const networkFaults: readonly NetworkFault[] = [
  { codes: ["ECONNREFUSED"], retry: "network", what: "nothing listens there", advice: "checkNetwork" },
  {
    codes: ["ENOTFOUND", "EAI_AGAIN"],
    retry: "network",
    what: "its name cannot be resolved",
    advice: "checkNetwork",
  },
  {
    codes: ["EHOSTUNREACH", "ENETUNREACH", "ENETDOWN"],
    retry: "network",
    what: "it cannot be reached",
    advice: "checkNetwork",
  },
  {
    codes: ["UND_ERR_CONNECT_TIMEOUT", "ETIMEDOUT"],
    retry: "network",
    what: "no connection in time",
    advice: "checkNetwork",
  },
  {
    codes: ["UND_ERR_ABORTED"],
    retry: "network",
    what: "it refused to connect",
    advice: "checkNetwork",
  },
  {
    codes: ["UND_ERR_HEADERS_TIMEOUT", "UND_ERR_BODY_TIMEOUT", "ABORT_ERR"],
    retry: "network",
    what: "no answer in time",
    advice: "tryAgainUnharmed",
  },
  {
    codes: ["UND_ERR_SOCKET", "ECONNRESET", "EPIPE"],
    retry: "network",
    what: "the connection was cut",
    advice: "tryAgainUnharmed",
  },
  {
    codes: ["UND_ERR_RES_EXCEEDED_MAX_SIZE"],
    retry: "never",
    what: `the answer is larger than ${defaults.maxAnswerBytes} bytes`,
    advice: "useMpsEndpoint",
  },
];

/** Anything else that ends a connection: TLS, or a server that does not speak HTTP. */
const otherFault: Omit<NetworkFault, "codes"> = {
  retry: "never",
  what: "the connection failed",
  advice: "checkTls",
};

/**
 * The only file that talks to the network: connections are kept alive, and every wait and every answer's size has a limit.
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
  const proxied = proxies.httpProxy || proxies.httpsProxy ? proxiedRoute(options, proxies) : undefined;
  return async (request) => {
    const { hostname } = new URL(request.origin);
    const isNear = isLoopback(hostname) || hostname === metadataHost;
    const route =
      isNear || proxied === undefined ? { dispatcher: direct, proxyFor: () => undefined } : proxied;
    let isUnderWay = false;
    const dispatcher = route.dispatcher.compose(whenSent(() => (isUnderWay = true)));
    try {
      return await send(dispatcher, request);
    } catch (error) {
      const proxy = route.proxyFor(request.origin);
      throw proxy !== undefined && !isUnderWay
        ? proxyError(error, request, proxy)
        : transportError(error, request);
    }
  };
}

/** The route through a proxy. undici decides which hosts `noProxy` exempts. */
function proxiedRoute(
  options: Agent.Options,
  { httpProxy, httpsProxy, noProxy }: Proxies,
): { dispatcher: Dispatcher; proxyFor: (origin: string) => Proxy | undefined } {
  const direct = new Set<string>();
  const connect = buildConnector({ timeout: defaults.connectTimeoutMs });
  const dispatcher = new EnvHttpProxyAgent({
    ...options,
    connectTimeout: defaults.connectTimeoutMs,
    // Connections to the proxy itself, which by default wait five minutes for its answer.
    clientFactory: (origin, poolOptions) =>
      new Pool(origin, { ...poolOptions, headersTimeout: defaults.attemptTimeoutMs }),
    // Empty: else undici would look into the environment.
    httpProxy: httpProxy?.url ?? "",
    httpsProxy: httpsProxy?.url ?? "",
    noProxy: noProxy ?? "",
    // Used only for connections without a proxy.
    connect(target, callback) {
      direct.add(target.hostname);
      connect(target, callback);
    },
  });
  return {
    dispatcher,
    proxyFor(origin) {
      const { protocol, hostname } = new URL(origin);
      if (direct.has(hostname)) return undefined;
      return protocol === "https:" ? (httpsProxy ?? httpProxy) : httpProxy;
    },
  };
}

/** Calls `tell` once the connection reaches the server and the request goes out. */
function whenSent(tell: () => void): Dispatcher.DispatcherComposeInterceptor {
  return (dispatch) => (options, handler) =>
    dispatch(options, {
      onRequestStart(...given) {
        tell();
        handler.onRequestStart?.(...given);
      },
      onRequestUpgrade: (...given) => handler.onRequestUpgrade?.(...given),
      onResponseStart: (...given) => handler.onResponseStart?.(...given),
      onResponseData: (...given) => handler.onResponseData?.(...given),
      onResponseEnd: (...given) => handler.onResponseEnd?.(...given),
      onResponseError: (...given) => handler.onResponseError?.(...given),
    });
}

/** The time for one attempt is over. */
class TimeoutError extends Error {
  readonly code = "ABORT_ERR";
}

async function send(dispatcher: Dispatcher, request: HttpRequest): Promise<HttpAnswer> {
  // Not AbortSignal.timeout: each would stay in memory, with everything it refers to, until its time is over.
  const controller = new AbortController();
  const exchange = async (): Promise<HttpAnswer> => {
    const { statusCode, headers, body } = await dispatcher.request({
      origin: request.origin,
      path: request.target,
      method: request.method,
      headers: { ...request.headers },
      ...(request.body ? { body: request.body } : {}),
      signal: controller.signal,
    });
    return { statusCode, headers, body: await body.text() };
  };
  try {
    // The signal alone is not enough: undici looks at it once it has a connection, which a silent proxy never provides.
    return await withDeadline(exchange(), request.timeoutMs, () => new TimeoutError());
  } catch (error) {
    controller.abort(error);
    throw error;
  }
}

/** No connection was made, so the proxy did not answer, or it refused. */
function proxyError(error: unknown, { origin }: HttpRequest, { url, name }: Proxy): TransportError {
  const code = findErrorCode(error);
  const fault = networkFaults.find(({ codes }) => codes.includes(code)) ?? otherFault;
  // undici has one code for every status other than 200, and names the status in its message.
  const refusal = code === "UND_ERR_ABORTED" && error instanceof Error ? ` (${error.message})` : ` (${code})`;
  return new TransportError(
    `no answer from the proxy ${maskUrlSecrets(url)} (${name}), on the way to ${origin}: ${fault.what}${refusal}`,
    code,
    fault.retry,
    { code: "checkProxy", variable: name, host: new URL(origin).host },
    { cause: error },
  );
}

function transportError(error: unknown, request: HttpRequest): TransportError {
  const code = findErrorCode(error);
  const fault = networkFaults.find(({ codes }) => codes.includes(code)) ?? otherFault;
  const detail =
    fault === otherFault && error instanceof Error ? `${fault.what}: ${error.message}` : fault.what;
  return new TransportError(
    `no answer from ${request.origin}: ${detail} (${code})`,
    code,
    fault.retry,
    fault.advice,
    {
      cause: error,
    },
  );
}

/** The code of an error; of its cause, or of the first of several (one for each address that was tried). */
function findErrorCode(error: unknown): string {
  if (!(error instanceof Error)) return "UNKNOWN";
  if ("code" in error && typeof error.code === "string") return error.code;
  if (error instanceof AggregateError) return findErrorCode(error.errors[0]);
  return error.cause === undefined ? error.name : findErrorCode(error.cause);
}
