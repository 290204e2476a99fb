/**
 * What the gateway checks before it lets a call through, in the emulator's default order:
 *
 * - `accessKey`: the key exists, is active, and its security token is right;
 * - `timestamp`: the request was signed within 15 minutes of the server's time;
 * - `signature`: it is the one that the key's secret gives;
 * - `nonce`: it was not used before;
 * - `action`: the operation exists;
 * - `permission`: the key's user may call it;
 * - `throttle`: the account has not used up its calls of this second.
 */
export const gatewayChecks = [
  "accessKey",
  "timestamp",
  "signature",
  "nonce",
  "action",
  "permission",
  "throttle",
] as const;

/** One of the gateway's checks. */
export type GatewayCheck = (typeof gatewayChecks)[number];
