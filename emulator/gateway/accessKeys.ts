import { z } from "zod";
import type { Call } from "../call";
import { EmulatorOptionError } from "../optionError";
import { serviceError } from "../serviceError";

/** An access key that the emulator lets in. */
export interface EmulatorAccessKey {
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  /** Makes it a temporary key of STS: requests must carry this token. */
  readonly securityToken?: string;
  /** When the token expires, by the emulator's clock. Default never. */
  readonly expiresAt?: Date | string;
  /**
   * Keys of one account share its call limits. Default `1234567890123456`, for all keys alike. Unlike in the
   * service, all accounts see the same media: who needs two catalogues starts two emulators.
   */
  readonly accountId?: string;
  /** What its user may not do, as RAM writes it: `mts:UpdateMediaCover`, or `mts:*`. Default nothing. */
  readonly deny?: readonly string[];
  /** Default false. */
  readonly disabled?: boolean;
}

/** The account of a key that does not name one. */
export const defaultAccountId = "1234567890123456";

const accessKeySchema = z.object({
  accessKeyId: z.string().regex(/^[^\s,:]+$/, "must not be empty, nor have blanks, commas or colons"),
  accessKeySecret: z.string().min(1, "must not be empty"),
  expiresAt: z.coerce.date().optional(),
  deny: z
    .array(z.string().regex(/^mts:(\*|[A-Za-z]+)$/, "must be written mts:<Operation> or mts:*"))
    .optional(),
});

/** The keys that the emulator knows, by id. */
export type AccessKeys = ReadonlyMap<string, EmulatorAccessKey>;

/** @throws {EmulatorOptionError} naming the key's index and what is wrong with it; never its secret */
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
 * @throws {ServiceError} `InvalidAccessKeyId.NotFound` or `.Inactive`, or `IncompleteSignature` if the
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

/** @throws {ServiceError} `MissingSecurityToken` or one of `InvalidSecurityToken.*` */
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
