import type { z } from "zod";
import { lazily, zod } from "../lazily";
import { ConfigurationError } from "../mps/errors";
import type { OidcRole, Role } from "../credentials/library";
import { sessionDefaults } from "../credentials/role";
import { type SettingName, settings, type Settings } from "./settings";

/**
 * The roles that the configuration asks for: objects, as `pulumi config set --path alicloud:assumeRole.roleArn …` makes
 * them. As in `@pulumi/alicloud`, the variables of the environment only fill what such an object leaves open: without
 * the object, they say nothing here (the default chain may still use those of OIDC).
 *
 * Names and defaults: repository aliyun/terraform-provider-alicloud, alicloud/provider.go, `assumeRoleSchema` and
 * `assumeRoleWithOidcSchema`.
 */

const text = lazily(() =>
  zod()
    .string()
    .optional()
    .transform((value) => (value === "" ? undefined : value)),
);

/** A number, also as the text that `pulumi config set` may make of it. The service itself knows the longest session of a role. */
const seconds = lazily(() =>
  zod()
    .union([zod().number(), zod().string().regex(/^\d+$/).transform(Number)])
    .optional()
    .transform((value) => (value === 0 ? undefined : value))
    .pipe(zod().number().int().min(900).max(43_200).optional()),
);

const assumeRoleShape = lazily(() =>
  zod().object({
    roleArn: text(),
    sessionName: text(),
    policy: text(),
    sessionExpiration: seconds(),
    externalId: text(),
  }),
);

const assumeRoleWithOidcShape = lazily(() =>
  zod().object({
    oidcProviderArn: text(),
    oidcToken: text(),
    oidcTokenFile: text(),
    policy: text(),
    roleArn: text(),
    roleSessionName: text(),
    sessionExpiration: seconds(),
  }),
);

/**
 * `alicloud:assumeRole`: the role to take on with whatever credentials there are.
 *
 * @throws ConfigurationError
 */
export function readAssumeRole(lookup: Settings): Role | undefined {
  const given = readObject(lookup, "assumeRole", assumeRoleShape);
  if (given === undefined) return undefined;
  const ofEnvironment = seconds().safeParse(lookup.valueOf("assumeRoleSessionExpiration"));
  return {
    roleArn: given.roleArn ?? required(lookup, "assumeRoleArn", "alicloud:assumeRole.roleArn"),
    sessionName: given.sessionName ?? lookup.valueOf("assumeRoleSessionName") ?? sessionDefaults.sessionName,
    sessionSeconds: given.sessionExpiration ?? ofEnvironment.data ?? sessionDefaults.sessionSeconds,
    policy: given.policy,
    externalId: given.externalId,
  };
}

/**
 * `alicloud:assumeRoleWithOidc`: the role to take on with a token of an identity provider, without an access key.
 *
 * @throws ConfigurationError
 */
export function readAssumeRoleWithOidc(lookup: Settings): OidcRole | undefined {
  const given = readObject(lookup, "assumeRoleWithOidc", assumeRoleWithOidcShape);
  if (given === undefined) return undefined;
  const key = settings.assumeRoleWithOidc.key;
  const token = given.oidcToken ?? lookup.valueOf("oidcToken");
  const tokenFile = given.oidcTokenFile ?? lookup.valueOf("oidcTokenFile");
  if (token === undefined && tokenFile === undefined) {
    throw new ConfigurationError(
      `${key} needs a token: set ${key}.oidcTokenFile or ${key}.oidcToken, or ALIBABA_CLOUD_OIDC_TOKEN_FILE or ALIBABA_CLOUD_OIDC_TOKEN`,
    );
  }
  return {
    roleArn: given.roleArn ?? required(lookup, "oidcRoleArn", `${key}.roleArn`),
    sessionName:
      given.roleSessionName ?? lookup.valueOf("oidcRoleSessionName") ?? sessionDefaults.sessionName,
    sessionSeconds: given.sessionExpiration ?? sessionDefaults.sessionSeconds,
    policy: given.policy,
    providerArn: given.oidcProviderArn ?? required(lookup, "oidcProviderArn", `${key}.oidcProviderArn`),
    token,
    tokenFile: tokenFile ?? "",
  };
}

/** An object of the configuration. Errors never show what was written: it may hold a token. */
function readObject<T>(lookup: Settings, name: SettingName, shape: () => z.ZodType<T>): T | undefined {
  const found = lookup.find(name);
  if (found === undefined) return undefined;
  const read = shape().safeParse(parseJson(found.value));
  if (read.success) return read.data;
  const issues = read.error.issues.map(({ path, message }) =>
    path.length === 0
      ? `must be an object: set its parts with \`pulumi config set --path ${found.name}.roleArn …\``
      : `${path.join(".")}: ${message}`,
  );
  throw new ConfigurationError(`${found.name} ${issues.join("; ")}`);
}

function parseJson(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    return undefined;
  }
}

function required(lookup: Settings, name: SettingName, key: string): string {
  const value = lookup.valueOf(name);
  if (value !== undefined) return value;
  throw new ConfigurationError(`${key} is not set, nor ${settings[name].environment.join(" or ")}`);
}
