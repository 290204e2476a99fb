import type { AdviceCode } from "./advice";

/**
 * What each error code means for a caller: whether to try again, and what the user should do.
 *
 * Decisions are taken on codes, never on the text of a message. A code that is not listed is looked up by the part
 * before its last dot (`InvalidParameter.Whatever` is an `InvalidParameter`), then by HTTP status.
 *
 * Sources: "MPS" is the service's own table of error codes; "gateway" is the common error codes of Alibaba Cloud's
 * OpenAPI; "observed" is a public report of an answer of the service; "assumed" is by analogy with other services.
 */

/**
 * How a failed call may go on.
 * - `throttled`: the account made too many calls. Wait, and let all other calls wait, too.
 * - `temporary`: the service failed. The same call may work a moment later.
 * - `network`: no answer came. The same call may work a moment later; setting a cover twice is safe.
 * - `nonce`: sign again with another nonce.
 * - `credentials`: ask the credentials' source for fresh ones, once.
 * - `never`: the same call would fail the same way.
 */
export type RetryClass = "throttled" | "temporary" | "network" | "nonce" | "credentials" | "never";

/** One row of the table. */
export interface ErrorCodeFacts {
  retry: RetryClass;
  /** What the user should do. */
  advice: AdviceCode;
  source: "MPS" | "gateway" | "observed" | "assumed";
  /** The code says that the video does not exist (any more). */
  mediaIsGone?: true;
  /** The code says that the RAM identity may not do this. */
  actionIsDenied?: true;
  /** The code is about the account, the key or the endpoint: every other call would fail in the same way. */
  everyCall?: true;
}

const throttled = { retry: "throttled", advice: "lowerRate" } as const;
const clock = { retry: "never", advice: "setClock", everyCall: true } as const;
const badKey = { retry: "never", advice: "checkAccessKey", everyCall: true } as const;
const permission = {
  retry: "never",
  advice: "grantAction",
  actionIsDenied: true,
  everyCall: true,
} as const;
const badEndpoint = { retry: "never", advice: "useMpsEndpoint", everyCall: true } as const;
const ourFault = { retry: "never", advice: "reportFault" } as const;
const value = { retry: "never", advice: "correctValue" } as const;
const mediaIsGone = { retry: "never", advice: "checkMediaId", mediaIsGone: true } as const;

export const errorCodes: Readonly<Record<string, ErrorCodeFacts>> = {
  Throttling: { ...throttled, source: "MPS" },
  "Rejected.Throttling": { ...throttled, source: "gateway" },
  ServiceUnavailable: { retry: "temporary", advice: "tryAgainLater", source: "gateway" },
  InternalError: { retry: "temporary", advice: "reportToService", source: "MPS" },

  SignatureNonceUsed: { retry: "nonce", advice: "tryAgain", source: "gateway" },
  "InvalidTimeStamp.Format": { ...ourFault, source: "gateway" },
  "InvalidTimeStamp.Expired": { ...clock, source: "gateway" },
  SignatureDoesNotMatch: { ...badKey, advice: "checkSecret", source: "gateway" },
  IncompleteSignature: { ...ourFault, source: "gateway" },
  InvalidSignatureMethod: { ...ourFault, source: "gateway" },
  UnsupportedHTTPMethod: { ...ourFault, source: "gateway" },
  "InvalidParameter.Format": { ...value, source: "gateway" },
  "InvalidProtocol.NeedSsl": { ...badEndpoint, advice: "useHttpsEndpoint", source: "gateway" },
  "InvalidApi.NotFound": { ...badEndpoint, source: "gateway" },
  UnsupportedOperation: { ...badEndpoint, source: "MPS" },

  "InvalidAccessKeyId.NotFound": { ...badKey, retry: "credentials", source: "gateway" },
  "InvalidAccessKeyId.Inactive": {
    retry: "credentials",
    advice: "enableAccessKey",
    source: "gateway",
    everyCall: true,
  },
  MissingSecurityToken: { retry: "never", advice: "addSecurityToken", source: "gateway", everyCall: true },
  InvalidSecurityToken: { ...badKey, source: "gateway" },
  "InvalidSecurityToken.Expired": { retry: "credentials", advice: "renewCredentials", source: "gateway" },
  "InvalidSecurityToken.Malformed": { ...badKey, retry: "credentials", source: "gateway" },
  "InvalidSecurityToken.MismatchWithAccessKey": { ...badKey, retry: "credentials", source: "gateway" },
  Forbidden: { ...permission, source: "gateway" },
  NoPermission: { ...permission, source: "gateway" },

  "InvalidIdentity.ServiceDisabled": {
    retry: "never",
    advice: "activateService",
    source: "MPS",
    everyCall: true,
  },
  InvalidParameter: { ...value, source: "MPS" },
  "InvalidParameter.NullValue": { ...value, source: "MPS" },
  "InvalidParameter.EmptyValue": { ...value, source: "MPS" },
  "InvalidParameter.NotSupported": { ...value, source: "MPS" },
  "InvalidParameter.OutOfRange": { ...value, source: "MPS" },
  "InvalidParameter.InvalidState": { ...value, source: "MPS" },
  "InvalidParameter.NumberFormatInvalid": { ...value, source: "MPS" },
  "InvalidParameter.JsonFormatInvalid": { ...ourFault, source: "MPS" },
  "InvalidParameter.JsonObjectFormatInvalid": { ...ourFault, source: "MPS" },
  "InvalidParameter.JsonArrayFormatInvalid": { ...ourFault, source: "MPS" },
  "InvalidParameter.UUIDFormatInvalid": { ...value, advice: "checkMediaIdForm", source: "MPS" },
  "InvalidParameter.InvalidHTTPProtocol": { ...value, advice: "useHttp", source: "observed" },
  "InvalidParameter.ResourceNotFound": { ...mediaIsGone, source: "MPS" },
  "InvalidParameter.ResourceDeleted": { ...mediaIsGone, source: "MPS" },
  InvalidMediaId: { ...mediaIsGone, source: "assumed" },
  "InvalidParameter.ResourceContentBad": { ...value, advice: "checkPicture", source: "MPS" },
  "InvalidParameter.ResourceNotSupported": { ...value, source: "MPS" },
  "InvalidParameter.BucketNameInvalid": { ...value, advice: "checkBucket", source: "MPS" },
  "InvalidParameter.LocationInvalid": { ...value, advice: "checkLocation", source: "MPS" },
  "InvalidParameter.ObjectKeyInvalid": { ...value, advice: "checkObjectKey", source: "MPS" },
  // Documented with the advice not to repeat the call, but to ask for the same asynchronously.
  SnapshotTimeOut: { retry: "never", advice: "tryAgainLater", source: "MPS" },
  "PermissionDenied.ResourceAccess": { retry: "never", advice: "grantBucket", source: "MPS" },
  "PermissionDenied.ResourceQuotaExceed": { retry: "never", advice: "raiseQuota", source: "MPS" },
};

const byStatus = (status: number): ErrorCodeFacts => {
  if (status === 429) return { ...throttled, source: "gateway" };
  if (status === 408 || status >= 500)
    return { retry: "temporary", advice: "tryAgainLater", source: "gateway" };
  return { retry: "never", advice: "lookCodeUp", source: "gateway" };
};

/**
 * What is known about an error code.
 *
 * @param code As the service wrote it, such as `Throttling.User`.
 * @param status The HTTP status that came with it; used only if the code is unknown.
 */
export function errorCodeFacts(code: string, status: number): ErrorCodeFacts {
  for (let name = code; name !== ""; name = name.slice(0, Math.max(0, name.lastIndexOf(".")))) {
    if (Object.hasOwn(errorCodes, name)) return errorCodes[name] ?? byStatus(status);
  }
  return byStatus(status);
}
