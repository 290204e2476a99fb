import { describeProblems, type Problem } from "../cover/problem";
import type { Advice } from "./advice";
import { type ErrorCodeFacts, type RetryClass, errorCodeFacts } from "./errorCodes";

/**
 * Which calls a failure says something about.
 * - `call`: this one only. Another video, or another value, may fare better.
 * - `unclear`: the network or the service is in trouble. Several failures in a row mean that every call fails.
 * - `every`: the account, the key or the endpoint. The next call would fail in the same way.
 */
export type FailureScope = "call" | "unclear" | "every";

/**
 * The errors of this package. Pulumi shows a user nothing but `message`, so each message alone is enough to act on:
 * what was tried, what came of it, and what to do. No message holds a secret.
 */
export abstract class MediaCoverError extends Error {
  /** Which calls this failure says something about. */
  readonly scope: FailureScope = "call";

  override get name(): string {
    return this.constructor.name;
  }
}

/** Settings (of Pulumi's configuration or of the environment) are wrong. */
export class ConfigurationError extends MediaCoverError {
  override readonly scope = "every";

  /** @param problems Each has the name of its setting as its path. */
  constructor(readonly problems: readonly Problem[]) {
    super(describeProblems(problems));
  }
}

/** No source of credentials gave any. The message lists where it was looked. */
export class CredentialsError extends MediaCoverError {
  override readonly scope = "every";
}

/** The service says that a video does not exist, or not any more. */
export class MediaNotFoundError extends MediaCoverError {
  constructor(
    readonly region: string,
    readonly mediaId: string,
    options: { cause?: AttemptError } = {},
  ) {
    super(
      `video ${mediaId} does not exist in region ${region}: check the id and the region ` +
        "(a video that was deleted, or that belongs to another account, is not found either)" +
        (options.cause === undefined ? "" : `. The service said ${options.cause.message}`),
      options,
    );
  }
}

/** The service says that no video has this source file. */
export class NoMediaOfFileError extends MediaCoverError {
  constructor(
    readonly region: string,
    readonly file: string,
  ) {
    super(
      `no video in region ${region} has the source file ${file}: check its bucket and name, to the letter, and ` +
        "the region (the file of a video that was deleted is not found either)",
    );
  }
}

/** Why one attempt of a call failed. Not shown alone: `CallError` describes all attempts. */
export abstract class AttemptError extends MediaCoverError {
  abstract readonly code: string;
  abstract readonly retry: RetryClass;
  /** What the user should do. */
  abstract readonly advice: Advice;
  /** How long the service asked to wait, in milliseconds. */
  readonly retryAfterMs: number | undefined = undefined;
}

/** The parts of an error that the service answered. */
export interface ServiceErrorDetails {
  code: string;
  /** The service's words, already free of secrets. */
  message: string;
  statusCode: number;
  requestId: string | undefined;
  retryAfterMs: number | undefined;
}

/** The service answered with an error code. */
export class ServiceError extends AttemptError {
  readonly code: string;
  readonly statusCode: number;
  readonly requestId: string | undefined;
  override readonly retryAfterMs: number | undefined;
  override readonly scope: FailureScope;
  private readonly facts: ErrorCodeFacts;

  constructor(details: ServiceErrorDetails) {
    const request = details.requestId === undefined ? "" : `, request id ${details.requestId}`;
    super(`${details.code}: ${details.message} (HTTP ${details.statusCode}${request})`);
    this.code = details.code;
    this.statusCode = details.statusCode;
    this.requestId = details.requestId;
    this.retryAfterMs = details.retryAfterMs;
    this.facts = errorCodeFacts(details.code, details.statusCode);
    if (this.facts.everyCall === true) this.scope = "every";
    else this.scope = this.facts.retry === "never" ? "call" : "unclear";
  }

  get retry(): RetryClass {
    return this.facts.retry;
  }

  get advice(): Advice {
    return this.facts.advice;
  }

  /** The code says that the video does not exist (any more). */
  get mediaIsGone(): boolean {
    return this.facts.mediaIsGone === true;
  }

  /** The code says that a value of the call is wrong: another value may fare better. */
  get isAboutValue(): boolean {
    const names = /^(InvalidParameter|InvalidMediaId|Missing)/.test(this.code);
    return this.mediaIsGone || (names && this.scope !== "every");
  }

  /** The code says that the RAM identity may not do this. */
  get actionIsDenied(): boolean {
    return this.facts.actionIsDenied === true;
  }
}

/** No answer came: connection refused, reset, timed out, not secure, not HTTP. */
export class TransportError extends AttemptError {
  override readonly scope: FailureScope;

  constructor(
    message: string,
    readonly code: string,
    readonly retry: RetryClass,
    readonly advice: Advice,
    options?: ErrorOptions,
  ) {
    super(message, options);
    // A refused certificate, or a server that does not speak HTTP, stays as it is.
    this.scope = retry === "never" ? "every" : "unclear";
  }
}

/** An answer came that is not the service's: a proxy's page, an empty body, half an answer. */
export class UnexpectedAnswerError extends AttemptError {
  readonly code = "UnexpectedAnswer";
  override readonly scope = "unclear";

  constructor(
    message: string,
    readonly retry: RetryClass,
    readonly advice: Advice,
    override readonly retryAfterMs: number | undefined,
  ) {
    super(message);
  }
}

/** How a call failed for good. */
export interface CallFailure {
  action: string;
  /** The last attempt's error. */
  cause: AttemptError;
  attempts: number;
  elapsedMs: number;
  /** Why it was not tried again. */
  reason: string;
  /** What the user should do, in words, without a full stop. */
  fix: string;
}

/** A call to the service failed for good. `cause` is its last attempt's error. */
export class CallError extends MediaCoverError {
  /** The last attempt's code: the service's, or the network's (`ECONNREFUSED`, `UnexpectedAnswer`). */
  readonly code: string;
  readonly action: string;
  override readonly cause: AttemptError;
  override readonly scope: FailureScope;

  /** @param subject What the call was about, such as "video 6cc3… in cn-hangzhou". */
  constructor(
    private readonly failure: CallFailure,
    subject: string,
  ) {
    const { action, cause, attempts, elapsedMs, reason, fix } = failure;
    const tries = attempts === 1 ? "once" : `${attempts} times in ${(elapsedMs / 1000).toFixed(1)} s`;
    const denied = cause instanceof ServiceError && cause.actionIsDenied ? ` (RAM action mts:${action})` : "";
    super(
      `${action} for ${subject} failed: ${cause.message}. Tried ${tries}: ${reason}. What to do: ${fix}${denied}.`,
      { cause },
    );
    this.action = action;
    this.cause = cause;
    this.code = cause.code;
    this.scope = cause.scope;
  }

  /** What the user should do, without a full stop. */
  get fix(): string {
    return this.failure.fix;
  }

  /** A value of the call is wrong: another one may fare better. */
  get isAboutValue(): boolean {
    return this.cause instanceof ServiceError && this.cause.isAboutValue;
  }

  /** The call may have taken effect: an answer was lost, or was not the service's. An immediate refusal is definite. */
  get mayHaveHadEffect(): boolean {
    return this.failure.attempts > 1 || !(this.cause instanceof ServiceError);
  }

  /** The same error, for one of several videos that the call was about. */
  about(subject: string): CallError {
    return new CallError(this.failure, subject);
  }
}

/** Which calls an error says something about. An error of another class says nothing about other calls. */
export function failureScope(error: Error): FailureScope {
  return error instanceof MediaCoverError ? error.scope : "call";
}
