import { z } from "zod";
import type { Call } from "../call";
import { EmulatorOptionError } from "../optionError";
import { serviceError } from "../serviceError";

/** An access key that the emulator accepts. */
export interface EmulatorAccessKey {
  accessKeyId: string;
  accessKeySecret: string;
  /** Makes it a temporary key of STS: requests must carry this token. */
  securityToken?: string;
  /** When the token expires, by the emulator's clock. Default never. */
  expiresAt?: Date | string;
  /**
   * Keys of one account share its call limits. Default `1234567890123456` for every key. Unlike in the service, all accounts
   * see the same video; for two catalogues, start two emulators.
   */
  accountId?: string;
  /**
   * What its user may do, as RAM writes it: `mts:UpdateMediaCover`, or `mts:*`. Read for each call, so a test may change the
   * array. Default: everything.
   */
  allow?: readonly string[];
  /** What its user may not do, even if `allow` has it. Default: nothing. */
  deny?: readonly string[];
  /** Default false. */
  disabled?: boolean;
}

/** The account of a key that does not name one. */
export const defaultAccountId = "1234567890123456";

const actionsSchema = z.array(
  z.string().regex(/^mts:(\*|[A-Za-z]+)$/, "must be written mts:<Operation> or mts:*"),
);

const accessKeySchema = z.object({
  accessKeyId: z.string().regex(/^[^\s,:]+$/, "must not be empty, nor have blanks, commas or colons"),
  accessKeySecret: z.string().min(1, "must not be empty"),
  expiresAt: z.coerce.date().optional(),
  allow: actionsSchema.optional(),
  deny: actionsSchema.optional(),
});

/** The keys that the emulator knows, by id. */
export type AccessKeys = ReadonlyMap<string, EmulatorAccessKey>;

/** @throws EmulatorOptionError naming the key's index and what is wrong with it; never its secret */
export function readAccessKeys(keys: readonly EmulatorAccessKey[]): AccessKeys {
  keys.forEach((key, index) => {
    const { error } = accessKeySchema.safeParse(key);
    const issue = error?.issues[0];
    if (issue !== undefined) {
      throw new EmulatorOptionError(
        `options.accessKeys: entry ${index}.${issue.path.join(".")}: ${issue.message}`,
      );
    }
  });
  const byId = new Map(keys.map((key) => [key.accessKeyId, key]));
  if (byId.size !== keys.length) {
    throw new EmulatorOptionError("options.accessKeys: the same accessKeyId comes twice, give each its own");
  }
  return byId;
}

/**
 * @throws ServiceError `InvalidAccessKeyId.NotFound` or `.Inactive`, or `IncompleteSignature` if the
 *   request names no key
 */
export function findAccessKey(call: Call, keys: AccessKeys): EmulatorAccessKey {
  if (call.accessKeyId === undefined) {
    throw serviceError("IncompleteSignature");
  }
  const key = keys.get(call.accessKeyId);
  if (key === undefined) {
    throw serviceError("InvalidAccessKeyId.NotFound");
  }
  if (key.disabled === true) {
    throw serviceError("InvalidAccessKeyId.Inactive");
  }
  return key;
}

/** Why RAM refuses: a policy forbids the action, or none allows it. */
export type Denial = "ExplicitDeny" | "ImplicitDeny";

/** Why the key's user may not do this; undefined if the user may. @param action As RAM writes it. */
export function findDenial({ allow, deny }: EmulatorAccessKey, action: string): Denial | undefined {
  const names = (actions: readonly string[]): boolean =>
    actions.some((each) => each === action || each === "mts:*");
  if (deny !== undefined && names(deny)) return "ExplicitDeny";
  return allow === undefined || names(allow) ? undefined : "ImplicitDeny";
}

/** @throws ServiceError `MissingSecurityToken` or one of `InvalidSecurityToken.*` */
export function checkSecurityToken(call: Call, key: EmulatorAccessKey, now: Date): void {
  if (key.securityToken === undefined && call.securityToken === undefined) {
    return;
  }
  if (call.securityToken === undefined) {
    throw serviceError("MissingSecurityToken");
  }
  if (call.securityToken === "") {
    throw serviceError("InvalidSecurityToken.Malformed");
  }
  if (call.securityToken !== key.securityToken) {
    throw serviceError("InvalidSecurityToken.MismatchWithAccessKey");
  }
  if (key.expiresAt !== undefined && new Date(key.expiresAt) <= now) {
    throw serviceError("InvalidSecurityToken.Expired");
  }
}
