/**
 * Something that goes wrong. It happens after the gateway, so a fault never hides that a client signs wrongly or calls too
 * often.
 *
 * Failures before a call arrives need no emulator: use an endpoint where nothing listens, a name that does not resolve, or
 * https to this server, which does not speak it.
 *
 * ```ts
 * emulator.faults.add({ fault: { kind: "resetAfter" }, action: "UpdateMediaCover" }); // once
 * emulator.faults.add({ fault: { kind: "error", code: "Throttling.User" }, probability: 0.1, times: Infinity });
 * emulator.faults.add({ fault: { kind: "slowBody", latencyMs: 60_000 }, times: 3 });
 * ```
 */
export type Fault =
  | ErrorFault
  | AnswerFault
  | LatencyFault
  | SlowBodyFault
  /** Nothing is done, and no answer comes. The connection stays open. */
  | { kind: "hang" }
  /** The connection is reset, and nothing was done. */
  | { kind: "resetBefore" }
  /** The work is done, then the connection is reset: the client cannot know that it is done. */
  | { kind: "resetAfter" }
  /** Nothing is done; a proxy's page of HTML with status 502. */
  | { kind: "htmlPage" }
  /** The work is done; status 200 and no body. */
  | { kind: "empty" }
  /** The work is done; the answer has half of its body, with the length of that half. */
  | { kind: "truncated" }
  /** The work is done; the answer's RequestId is a number, though documented as a text. */
  | { kind: "numericRequestId" }
  | CodeInSuccessFault;

/** Nothing is done; the service's error envelope. */
export interface ErrorFault {
  kind: "error";
  /** Any code, e.g. `ServiceUnavailable`. */
  code: string;
  /** Default: the documented message of this code, or one of the emulator's own. */
  message?: string;
  /** HTTP status. Default: that of the error table, or 400. */
  status?: number;
  /** Adds the header `x-acs-retry-after`, in milliseconds. Default: no such header. */
  retryAfterMs?: number;
}

/** Nothing is done; any answer. */
export interface AnswerFault {
  kind: "answer";
  status: number;
  /** Default empty. */
  body?: string;
  /** Default none. */
  headers?: Readonly<Record<string, string>>;
}

/** The work is done; its answer comes late, from its first byte on. */
export interface LatencyFault {
  kind: "latency";
  /** By the machine's clock, in milliseconds: also while the emulator's clock stands still. */
  latencyMs: number;
  /** Adds a random time up to this one, in milliseconds. Default 0. */
  jitterMs?: number;
}

/** The work is done; status, headers and half of the body come at once, the other half late. */
export interface SlowBodyFault {
  kind: "slowBody";
  /** By the machine's clock, in milliseconds. */
  latencyMs: number;
}

/** Nothing is done; status 200, but the body has a code and a message, like an error. */
export interface CodeInSuccessFault {
  kind: "codeInSuccess";
  code: string;
  /** Default: a message of the emulator's own. */
  message?: string;
}

/** When a fault happens: for each call that fits all of these, until `times` is used up. */
export interface FaultRule {
  fault: Fault;
  /** Only for this operation. Default: for all. */
  action?: string;
  /** Only for calls about this video, alone or among others. Default: for all. */
  mediaId?: string;
  /** How often it happens. Default 1; Infinity is allowed. */
  times?: number;
  /** How likely it is that it happens, from 0 to 1, each time a call fits. Default 1. */
  probability?: number;
}
