/** What the client needs from the world. Tests give their own. */

/** Time. */
export interface Clock {
  /** The date, as the service must see it. */
  date: () => Date;
  /** Milliseconds that only grow, for measuring. */
  now: () => number;
  /** Resolves after `delayMs`. */
  sleep: (delayMs: number) => Promise<void>;
}

/** Chance. */
export interface Chance {
  /** A number from 0 up to 1. */
  random: () => number;
  /** A text that was never used before. */
  nonce: () => string;
}

/** Where lines for the user go. */
export interface Log {
  /** Something the user should know, though all goes on. */
  warn: (message: string) => void;
  /** Why something takes long, or what came of it. */
  info: (message: string) => void;
  /** How far something is: replaces the last one, and is gone in the end. */
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
  /** Forgets these, if they are still the ones that it hands out: the service refused them. */
  invalidate(refused: Credentials): void;
}
