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
 * - `throttled`: the account made too many calls: wait, and let every caller wait.
 * - `temporary`: the service failed: the same call may work a moment later.
 * - `network`: no answer came: the same call may work a moment later. Safe, as a cover is a value that is set.
 * - `nonce`: sign again with another nonce.
 * - `credentials`: ask the credentials' source for fresh ones, once.
 * - `never`: the same call would fail the same way.
 */
export type RetryClass = "throttled" | "temporary" | "network" | "nonce" | "credentials" | "never";

/** One row of the table. */
export interface ErrorCodeFacts {
  retry: RetryClass;
  /** What the user should do, as one sentence without a full stop. */
  fix: string;
  source: "MPS" | "gateway" | "observed" | "assumed";
  /** The code says that the media does not exist (any more). */
  mediaIsGone?: true;
  /** The code says that the RAM identity may not do this. */
  actionIsDenied?: true;
  /** The code says something of the account, the key or the endpoint: every other call would fail like it. */
  everyCall?: true;
}

const throttled = {
  retry: "throttled",
  fix: "lower mediacover:maxQps, or stop other programs that use the account",
} as const;
const clock = {
  retry: "never",
  fix: "set this machine's clock: it may differ from the service's by 15 minutes at most",
  everyCall: true,
} as const;
const badKey = {
  retry: "never",
  fix: "check the access key (`pulumi refresh` and `pulumi destroy` use the configuration stored by the last `pulumi up`: after changing a key, run `pulumi up` or add --run-program)",
  everyCall: true,
} as const;
const permission = {
  retry: "never",
  fix: "grant this RAM identity the action, for example with the system policy AliyunMTSFullAccess",
  actionIsDenied: true,
  everyCall: true,
} as const;
const report = { retry: "never", fix: "this is a fault of pulumi-mediacover: please report it" } as const;
const value = { retry: "never", fix: "correct the value" } as const;
const mediaIsGone = { retry: "never", fix: "check the media id and its region", mediaIsGone: true } as const;

export const errorCodes: Readonly<Record<string, ErrorCodeFacts>> = {
  Throttling: { ...throttled, source: "MPS" },
  "Rejected.Throttling": { ...throttled, source: "gateway" },
  ServiceUnavailable: { retry: "temporary", fix: "try again later", source: "gateway" },
  InternalError: {
    retry: "temporary",
    fix: "try again later; if it stays, give the request id to Alibaba Cloud's support",
    source: "MPS",
  },

  SignatureNonceUsed: { retry: "nonce", fix: "try again", source: "gateway" },
  "InvalidTimeStamp.Format": { ...report, source: "gateway" },
  "InvalidTimeStamp.Expired": { ...clock, source: "gateway" },
  SignatureDoesNotMatch: {
    ...badKey,
    fix: `the secret does not belong to this access key: ${badKey.fix}`,
    source: "gateway",
  },
  IncompleteSignature: { ...report, source: "gateway" },
  InvalidSignatureMethod: { ...report, source: "gateway" },
  UnsupportedHTTPMethod: { ...report, source: "gateway" },
  "InvalidParameter.Format": { ...value, source: "gateway" },
  "InvalidProtocol.NeedSsl": {
    retry: "never",
    fix: "use an https endpoint: correct mediacover:endpoint",
    source: "gateway",
    everyCall: true,
  },
  "InvalidApi.NotFound": {
    retry: "never",
    fix: "mediacover:endpoint must name an endpoint of MPS",
    source: "gateway",
    everyCall: true,
  },
  UnsupportedOperation: {
    retry: "never",
    fix: "mediacover:endpoint must name an endpoint of MPS",
    source: "MPS",
    everyCall: true,
  },

  "InvalidAccessKeyId.NotFound": { ...badKey, retry: "credentials", source: "gateway" },
  "InvalidAccessKeyId.Inactive": {
    retry: "credentials",
    fix: "enable the access key, or use another",
    source: "gateway",
    everyCall: true,
  },
  MissingSecurityToken: {
    retry: "never",
    fix: "temporary access keys need alicloud:securityToken as well",
    source: "gateway",
    everyCall: true,
  },
  InvalidSecurityToken: { ...badKey, source: "gateway" },
  "InvalidSecurityToken.Expired": {
    retry: "credentials",
    fix: "get new temporary credentials (`pulumi refresh` and `pulumi destroy` use the configuration stored by the last `pulumi up`; environment variables are always read anew)",
    source: "gateway",
  },
  "InvalidSecurityToken.Malformed": { ...badKey, retry: "credentials", source: "gateway" },
  "InvalidSecurityToken.MismatchWithAccessKey": { ...badKey, retry: "credentials", source: "gateway" },
  Forbidden: { ...permission, source: "gateway" },
  NoPermission: { ...permission, source: "gateway" },

  "InvalidIdentity.ServiceDisabled": {
    retry: "never",
    fix: "activate ApsaraVideo Media Processing for this account, and settle overdue bills",
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
  "InvalidParameter.JsonFormatInvalid": { ...report, source: "MPS" },
  "InvalidParameter.JsonObjectFormatInvalid": { ...report, source: "MPS" },
  "InvalidParameter.JsonArrayFormatInvalid": { ...report, source: "MPS" },
  "InvalidParameter.UUIDFormatInvalid": {
    ...value,
    fix: "a media id has 32 characters of 0-9 and a-f",
    source: "MPS",
  },
  "InvalidParameter.InvalidHTTPProtocol": {
    ...value,
    fix: "write the cover URL with http:",
    source: "observed",
  },
  "InvalidParameter.ResourceNotFound": { ...mediaIsGone, source: "MPS" },
  "InvalidParameter.ResourceDeleted": { ...mediaIsGone, source: "MPS" },
  InvalidMediaId: { ...mediaIsGone, source: "assumed" },
  "InvalidParameter.ResourceContentBad": { ...value, fix: "check that the picture opens", source: "MPS" },
  "InvalidParameter.ResourceNotSupported": { ...value, source: "MPS" },
  "InvalidParameter.BucketNameInvalid": { ...value, fix: "check the bucket in the cover URL", source: "MPS" },
  "InvalidParameter.LocationInvalid": {
    ...value,
    fix: "check the OSS region in the cover URL",
    source: "MPS",
  },
  "InvalidParameter.ObjectKeyInvalid": {
    ...value,
    fix: "check the object's name in the cover URL",
    source: "MPS",
  },
  "PermissionDenied.ResourceAccess": {
    retry: "never",
    fix: "let MPS read the bucket (its service role)",
    source: "MPS",
  },
  "PermissionDenied.ResourceQuotaExceed": { retry: "never", fix: "ask for a higher quota", source: "MPS" },
};

const byStatus = (status: number): ErrorCodeFacts => {
  if (status === 429) return { ...throttled, source: "gateway" };
  if (status === 408 || status >= 500)
    return { retry: "temporary", fix: "try again later", source: "gateway" };
  return { retry: "never", fix: "look the code up in the error center of Alibaba Cloud", source: "gateway" };
};

/**
 * What is known of an error code.
 *
 * @param code As the service wrote it, such as `Throttling.User`.
 * @param status The HTTP status that came with it; it decides only where the code says nothing.
 */
export function errorCodeFacts(code: string, status: number): ErrorCodeFacts {
  for (let name = code; name !== ""; name = name.slice(0, Math.max(0, name.lastIndexOf(".")))) {
    if (Object.hasOwn(errorCodes, name)) return errorCodes[name] ?? byStatus(status);
  }
  return byStatus(status);
}
