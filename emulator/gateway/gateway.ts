import type { Behaviour } from "../behaviour";
import type { Call } from "../call";
import type { Clock } from "../clock";
import { errorTable } from "../errorCodes";
import { ServiceError, serviceError } from "../serviceError";
import {
  checkSecurityToken,
  defaultAccountId,
  findDenial,
  findAccessKey,
  type AccessKeys,
  type Denial,
  type EmulatorAccessKey,
} from "./accessKeys";
import type { GatewayCheck } from "./checkNames";
import type { NonceMemory } from "./nonceMemory";
import type { RateLimiter } from "./rateLimiter";
import { compareSignatures } from "./signature";
import { expectedSignatureV1 } from "./signatureV1";
import { expectedSignatureV3 } from "./signatureV3";
import { checkTimestamp } from "./timestamp";

/** The API version of MPS that the emulator speaks. */
const apiVersion = "2014-06-18";

/** What the gateway needs for its checks. */
export interface GatewayPorts {
  behaviour: Behaviour;
  clock: Clock;
  accessKeys: AccessKeys;
  nonces: NonceMemory;
  limiter: RateLimiter;
  /** Calls a second that an account may make of an operation; undefined if there is no such operation. */
  callsPerSecond: (action: string) => number | undefined;
}

/**
 * Lets a call through or refuses it, checking in the order of `behaviour.checkOrder`. Each check is independent, so that any
 * order works: it looks up itself what it needs, such as the access key.
 *
 * @throws ServiceError the first refusal
 */
export function admit(call: Call, ports: GatewayPorts): void {
  if (call.request.path !== "/") {
    throw serviceError("InvalidApi.NotFound");
  }
  if (call.request.method !== "GET" && call.request.method !== "POST") {
    throw serviceError("UnsupportedHTTPMethod");
  }
  if (!["", "JSON", "XML"].includes(call.parameters.get("Format")?.toUpperCase() ?? "")) {
    throw serviceError("InvalidParameter.Format", "Format");
  }
  if (call.parameters.get("SignatureType") === "BEARERTOKEN") {
    // The emulator does not have the service that issues such tokens, so it could not check one.
    throw serviceError("InvalidSignatureMethod", "BEARERTOKEN");
  }
  for (const check of ports.behaviour.checkOrder) {
    checks[check](call, ports);
  }
}

const checks: Readonly<Record<GatewayCheck, (call: Call, ports: GatewayPorts) => void>> = {
  accessKey: (call, { accessKeys, clock }) => {
    checkSecurityToken(call, findAccessKey(call, accessKeys), clock.now());
  },
  timestamp: (call, { clock }) => {
    checkTimestamp(call.timestamp, clock.now());
  },
  signature: (call, { accessKeys }) => {
    if (call.algorithm === undefined) {
      throw serviceError("IncompleteSignature");
    }
    const { accessKeySecret } = findAccessKey(call, accessKeys);
    const expected = call.algorithm === "HMAC-SHA1" ? expectedSignatureV1 : expectedSignatureV3;
    compareSignatures(expected(call, accessKeySecret));
  },
  nonce: (call, { nonces, clock }) => {
    if (call.nonce === undefined || call.accessKeyId === undefined) {
      throw serviceError("IncompleteSignature");
    }
    if (!nonces.remember(call.accessKeyId, call.nonce, clock.steadyMs())) {
      throw serviceError("SignatureNonceUsed");
    }
  },
  action: (call, { callsPerSecond, behaviour }) => {
    if (call.action === undefined) {
      throw serviceError("MissingParameter", "Action");
    }
    if (callsPerSecond(call.action) === undefined || call.version !== apiVersion) {
      throw serviceError(behaviour.unknownAction);
    }
  },
  permission: (call, { accessKeys }) => {
    const key = findAccessKey(call, accessKeys);
    const authAction = `mts:${call.action ?? ""}`;
    const denial = findDenial(key, authAction);
    if (denial !== undefined) {
      throw permissionError(key, authAction, denial);
    }
  },
  throttle: (call, { limiter, accessKeys, callsPerSecond, behaviour, clock }) => {
    const { accountId = defaultAccountId } = findAccessKey(call, accessKeys);
    const limit = callsPerSecond(call.action ?? "") ?? Number.POSITIVE_INFINITY;
    const waitMs = limiter.admit(`${accountId} ${call.action ?? ""}`, limit, clock.steadyMs());
    if (waitMs > 0) {
      throw new ServiceError({
        code: "Throttling.User",
        message: errorTable["Throttling.User"].message,
        status: behaviour.throttleStatus,
        retryAfterMs: behaviour.throttleStatus === 429 ? waitMs : undefined,
      });
    }
  },
};

function permissionError(key: EmulatorAccessKey, authAction: string, denial: Denial): ServiceError {
  const { status, message } = errorTable.NoPermission;
  return new ServiceError({
    code: "NoPermission",
    status,
    message,
    accessDeniedDetail: {
      AuthAction: authAction,
      AuthPrincipalType: "SubUser",
      AuthPrincipalOwnerId: key.accountId ?? defaultAccountId,
      PolicyType: "AccountLevelIdentityBasedPolicy",
      NoPermissionType: denial,
    },
  });
}
