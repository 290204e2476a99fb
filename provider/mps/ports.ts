/** What the client needs from its surroundings. Tests bring their own. */

/** Time. */
export interface Clock {
  /** The date that requests are signed with. */
  date: () => Date;
  /** Milliseconds that never go back, for measuring. */
  now: () => number;
  /** Resolves after `delayMs`. */
  sleep: (delayMs: number) => Promise<void>;
}

/** Chance. */
export interface Chance {
  /** A number from 0 up to 1. */
  random: () => number;
  /** A unique text. */
  nonce: () => string;
}

/** Where lines for the user go. */
export interface Log {
  /** Something the user should know; the work goes on. */
  warn: (message: string) => void;
  /** Why something takes long, or what came of it. */
  info: (message: string) => void;
  /** How far the work is. Replaces the status before it, and disappears in the end. */
  status: (message: string) => void;
}

/** One HTTP request. */
export interface HttpRequest {
  method: "GET" | "POST" | "PUT";
  /** Scheme, host and port, such as `https://mts.cn-hangzhou.aliyuncs.com`. */
  origin: string;
  /** Path and query, encoded. */
  target: string;
  headers: Readonly<Record<string, string>>;
  /** Default: an empty one. */
  body?: string;
  /** From sending to the last byte of the answer, in milliseconds. */
  timeoutMs: number;
}

/** One HTTP answer. Header names are in lower case. */
export interface HttpAnswer {
  statusCode: number;
  headers: Readonly<Record<string, string | string[] | undefined>>;
  body: string;
}

/**
 * Sends one request and reads its whole answer, whatever the status.
 *
 * @throws TransportError when no answer came.
 */
export type Transport = (request: HttpRequest) => Promise<HttpAnswer>;

/** An access key; a temporary one (STS) comes with a token. */
export interface Credentials {
  accessKeyId: string;
  accessKeySecret: string;
  securityToken?: string | undefined;
}

/** Hands out the credentials that calls are signed with. */
export interface CredentialsProvider {
  /** @throws CredentialsError when no source has any. */
  get(): Promise<Credentials>;
  /** Forgets credentials that the service refused, if they are still the ones that it hands out. */
  invalidate(refused: Credentials): void;
}
