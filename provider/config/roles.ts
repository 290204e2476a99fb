import type { z } from "zod";
import { lazily, zod } from "../lazily";
import { ConfigurationError } from "../mps/errors";
import { type OidcRole, type Role, sessionDefaults } from "../credentials/role";
import { type SettingName, settingNames, type Settings } from "./settings";

/**
 * The roles in the configuration: objects, as `pulumi config set --path alicloud:assumeRole.roleArn …` makes them. As in
 * `@pulumi/alicloud`, environment variables only fill what such an object leaves out. Without the object, they have no effect
 * here; `ambientSources` uses those of OIDC.
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

/** A number, or the text that `pulumi config set` makes of it. The service enforces the longest session of a role. */
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
 * `alicloud:assumeRole`: the role to assume with the credentials found.
 *
 * @throws ConfigurationError
 */
export function readAssumeRole(settings: Settings): Role | undefined {
  const given = readObject(settings, "assumeRole", assumeRoleShape);
  if (given === undefined) return undefined;
  const secondsInEnvironment = seconds().safeParse(settings.valueOf("assumeRoleSessionExpiration"));
  return {
    roleArn: given.roleArn ?? required(settings, "assumeRoleArn", "alicloud:assumeRole.roleArn"),
    sessionName:
      given.sessionName ?? settings.valueOf("assumeRoleSessionName") ?? sessionDefaults.sessionName,
    sessionSeconds: given.sessionExpiration ?? secondsInEnvironment.data ?? sessionDefaults.sessionSeconds,
    policy: given.policy,
    externalId: given.externalId,
  };
}

/**
 * `alicloud:assumeRoleWithOidc`: the role to assume with the token of an identity provider, without an access key.
 *
 * @throws ConfigurationError
 */
export function readAssumeRoleWithOidc(settings: Settings): OidcRole | undefined {
  const given = readObject(settings, "assumeRoleWithOidc", assumeRoleWithOidcShape);
  if (given === undefined) return undefined;
  const key = settingNames.assumeRoleWithOidc.key;
  const token = given.oidcToken ?? settings.valueOf("oidcToken");
  const tokenFile = given.oidcTokenFile ?? settings.valueOf("oidcTokenFile");
  if (token === undefined && tokenFile === undefined) {
    throw new ConfigurationError(
      `${key} needs a token: set ${key}.oidcTokenFile or ${key}.oidcToken, or ALIBABA_CLOUD_OIDC_TOKEN_FILE or ALIBABA_CLOUD_OIDC_TOKEN`,
    );
  }
  return {
    roleArn: given.roleArn ?? required(settings, "oidcRoleArn", `${key}.roleArn`),
    sessionName:
      given.roleSessionName ?? settings.valueOf("oidcRoleSessionName") ?? sessionDefaults.sessionName,
    sessionSeconds: given.sessionExpiration ?? sessionDefaults.sessionSeconds,
    policy: given.policy,
    providerArn: given.oidcProviderArn ?? required(settings, "oidcProviderArn", `${key}.oidcProviderArn`),
    token,
    tokenFile: tokenFile ?? "",
  };
}

/** An object of the configuration. Errors never show its values: they may hold a token. */
function readObject<T>(settings: Settings, name: SettingName, shape: () => z.ZodType<T>): T | undefined {
  const found = settings.find(name);
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

function required(settings: Settings, name: SettingName, key: string): string {
  const value = settings.valueOf(name);
  if (value !== undefined) return value;
  throw new ConfigurationError(`${key} is not set, nor ${settingNames[name].environment.join(" or ")}`);
}
