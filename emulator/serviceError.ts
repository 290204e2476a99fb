import { errorTable, type ErrorCode } from "./errorCodes";

/** What the service adds to a refusal by RAM. The official SDK reads it as `accessDeniedDetail`. */
export interface AccessDeniedDetail {
  AuthAction: string;
  AuthPrincipalType: string;
  AuthPrincipalOwnerId: string;
  PolicyType: string;
  NoPermissionType: string;
}

/** What a {@link ServiceError} is made of. */
export interface ServiceErrorFields {
  /** The service's code, which is what a client decides on. */
  code: string;
  message: string;
  /** HTTP status of the answer. */
  status: number;
  /** Sent as the header `x-acs-retry-after`, in milliseconds. */
  retryAfterMs?: number | undefined;
  accessDeniedDetail?: AccessDeniedDetail;
}

/**
 * An error that the client gets: thrown anywhere between the socket and the store, answered in one place.
 */
export class ServiceError extends Error {
  override readonly name = "ServiceError";
  readonly code: string;
  readonly status: number;
  readonly retryAfterMs: number | undefined;
  readonly accessDeniedDetail: AccessDeniedDetail | undefined;

  constructor(fields: ServiceErrorFields) {
    super(fields.message);
    this.code = fields.code;
    this.status = fields.status;
    this.retryAfterMs = fields.retryAfterMs;
    this.accessDeniedDetail = fields.accessDeniedDetail;
  }
}

/**
 * The error of a row of the error table.
 *
 * @param subject replaces `%s` in the message, usually the name of a parameter; default empty
 */
export function serviceError(code: ErrorCode, subject = ""): ServiceError {
  const { status, message } = errorTable[code];
  // A function, because "$&" and its like in a replacement text have a meaning.
  return new ServiceError({ code, status, message: message.replace("%s", () => subject).trim() });
}
