import { invalid, type Problem, problemsIn, type Result, valid } from "../cover/problem";
import { type OidcRole, type Role, sessionDefaults } from "../credentials/role";
import { ConfigurationError } from "../mps/errors";
import { type SettingName, settingNames, type Settings } from "./settings";

/**
 * The roles in the configuration: objects, as `pulumi config set --path alicloud:assumeRole.roleArn …` makes them. As in
 * `@pulumi/alicloud`, environment variables only fill what such an object leaves out. Without the object, they have no effect
 * here; `ambientSources` uses those of OIDC.
 *
 * Names and defaults: repository aliyun/terraform-provider-alicloud, alicloud/provider.go, `assumeRoleSchema` and
 * `assumeRoleWithOidcSchema`.
 */

/** The bounds of STS. The service itself enforces the longest session of a role. */
const sessionBounds = { minSeconds: 900, maxSeconds: 43_200 };

/**
 * `alicloud:assumeRole`: the role to assume with the credentials found.
 *
 * @throws ConfigurationError
 */
export function readAssumeRole(settings: Settings): Role | undefined {
  const given = readObject(settings, "assumeRole", ["roleArn", "sessionName", "policy", "externalId"]);
  if (given === undefined) return undefined;
  const { key, texts, sessionSeconds } = given;
  const fromEnvironment = checkSeconds(settings.get("assumeRoleSessionExpiration"));
  return {
    roleArn: texts.get("roleArn") ?? required(settings, "assumeRoleArn", [key, "roleArn"]),
    sessionName:
      texts.get("sessionName") ?? settings.get("assumeRoleSessionName") ?? sessionDefaults.sessionName,
    sessionSeconds:
      sessionSeconds ??
      (fromEnvironment.ok ? fromEnvironment.value : undefined) ??
      sessionDefaults.sessionSeconds,
    policy: texts.get("policy"),
    externalId: texts.get("externalId"),
  };
}

/**
 * `alicloud:assumeRoleWithOidc`: the role to assume with the token of an identity provider, without an access key.
 *
 * @throws ConfigurationError
 */
export function readAssumeRoleWithOidc(settings: Settings): OidcRole | undefined {
  const given = readObject(settings, "assumeRoleWithOidc", [
    "oidcProviderArn",
    "oidcToken",
    "oidcTokenFile",
    "policy",
    "roleArn",
    "roleSessionName",
  ]);
  if (given === undefined) return undefined;
  const { key, texts, sessionSeconds } = given;
  const token = texts.get("oidcToken") ?? settings.get("oidcToken");
  const tokenFile = texts.get("oidcTokenFile") ?? settings.get("oidcTokenFile");
  if (token === undefined && tokenFile === undefined) {
    const fix = `set ${key}.oidcTokenFile or ${key}.oidcToken, or ALIBABA_CLOUD_OIDC_TOKEN_FILE or ALIBABA_CLOUD_OIDC_TOKEN`;
    throw new ConfigurationError([{ path: [key], rule: "needs a token", fix }]);
  }
  return {
    roleArn: texts.get("roleArn") ?? required(settings, "oidcRoleArn", [key, "roleArn"]),
    sessionName:
      texts.get("roleSessionName") ?? settings.get("oidcRoleSessionName") ?? sessionDefaults.sessionName,
    sessionSeconds: sessionSeconds ?? sessionDefaults.sessionSeconds,
    policy: texts.get("policy"),
    providerArn:
      texts.get("oidcProviderArn") ?? required(settings, "oidcProviderArn", [key, "oidcProviderArn"]),
    token,
    tokenFile: tokenFile ?? "",
  };
}

/** A role as the configuration has it. */
interface RoleObject<Field> {
  /** The setting's name in the configuration. */
  key: string;
  /** Without empty ones. */
  texts: ReadonlyMap<Field, string>;
  /** Undefined if it is missing, or 0. */
  sessionSeconds: number | undefined;
}

/**
 * Reads an object of the configuration. Problems never show its values, because they may hold a token.
 *
 * @throws ConfigurationError
 */
function readObject<Field extends string>(
  settings: Settings,
  name: "assumeRole" | "assumeRoleWithOidc",
  fields: readonly Field[],
): RoleObject<Field> | undefined {
  const found = settings.find(name);
  if (found === undefined) return undefined;
  const key = found.name;
  const object = parseJson(found.value);
  if (typeof object !== "object" || object === null || Array.isArray(object)) {
    const fix = `set its parts with \`pulumi config set --path ${key}.roleArn …\``;
    throw new ConfigurationError([{ path: [key], rule: "must be an object", fix }]);
  }
  const values = new Map<string, unknown>(Object.entries(object));
  const texts = new Map<Field, string>();
  const problems: Problem[] = [];
  for (const field of fields) {
    const value = values.get(field);
    if (typeof value === "string" && value !== "") texts.set(field, value);
    if (typeof value !== "string" && value !== undefined)
      problems.push({ path: [key, field], rule: "must be a text" });
  }
  const seconds = checkSeconds(values.get("sessionExpiration"));
  if (seconds.ok && problems.length === 0) return { key, texts, sessionSeconds: seconds.value };
  throw new ConfigurationError([
    ...problems,
    ...problemsIn(seconds).map((problem) => ({ ...problem, path: [key, "sessionExpiration"] })),
  ]);
}

function parseJson(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    return undefined;
  }
}

/** The length of a session: a number, or the text that `pulumi config set` makes of it. */
function checkSeconds(value: unknown): Result<number | undefined> {
  const seconds = typeof value === "string" && /^\d+$/.test(value) ? Number(value) : value;
  if (seconds === undefined || seconds === 0) return valid(undefined);
  const { minSeconds, maxSeconds } = sessionBounds;
  const isInBounds =
    typeof seconds === "number" &&
    Number.isInteger(seconds) &&
    seconds >= minSeconds &&
    seconds <= maxSeconds;
  return isInBounds
    ? valid(seconds)
    : invalid(`must be a whole number of seconds from ${minSeconds} to ${maxSeconds}`);
}

function required(settings: Settings, name: SettingName, path: Problem["path"]): string {
  const value = settings.get(name);
  if (value !== undefined) return value;
  const variables = settingNames[name].environment.join(" or ");
  throw new ConfigurationError([{ path, rule: `is not set, nor ${variables}` }]);
}
