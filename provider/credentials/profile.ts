import { defaults } from "../mps/limits";
import type { Transport } from "../mps/ports";
import { assumeRole, assumeRoleWithOidc } from "./assumeRole";
import { chosenSource } from "./chosen";
import type { CredentialsSource, FoundCredentials } from "./credentials";
import { instanceCredentials } from "./ecsRole";
import { type Profile, type ProfileChoice, readProfile, updateProfile } from "./profileFile";
import { sessionDefaults } from "./role";

/** Gets the credentials of a profile of one mode. */
type Mode = (profile: Profile, context: ProfileContext) => Promise<FoundCredentials> | FoundCredentials;

/** What the modes work with. */
interface ProfileContext extends ProfileChoice {
  transport: Transport;
  /** Whether the profile's own role is left out because another one takes its place. */
  withoutRole: boolean;
  /** The names of the profiles that led here by `source_profile`. */
  through: readonly string[];
}

/**
 * A profile of the Alibaba Cloud CLI as a source. The file is read each time, so a key that is rotated there takes effect at
 * once.
 *
 * @param withoutRole Leaves out the role of a profile of the mode RamRoleArn.
 */
export function profileSource(
  choice: ProfileChoice,
  transport: Transport,
  { withoutRole }: { withoutRole: boolean },
): CredentialsSource {
  const named = choice.profileName === undefined ? "current profile" : `profile ${choice.profileName}`;
  const chosen = { from: choice.chosenBy, isFinal: choice.isFinal };
  return chosenSource(`${named} of ${choice.path}`, chosen, async () =>
    load({ ...choice, transport, withoutRole, through: [] }),
  );
}

async function load(context: ProfileContext): Promise<FoundCredentials> {
  const profile = readProfile(context);
  if (context.through.includes(profile.name))
    throw new Error(
      `source_profile goes round in a circle: ${[...context.through, profile.name].join(" -> ")}`,
    );
  const mode = Object.hasOwn(modes, profile.mode ?? "") ? modes[profile.mode ?? ""] : undefined;
  if (mode === undefined) {
    const known = Object.keys(modes).join(", ");
    throw new Error(
      `profile ${profile.name} has the mode ${JSON.stringify(profile.mode)}: known are ${known}`,
    );
  }
  return mode(profile, context);
}

const maxAge = { renewAfterMs: defaults.credentialsMaxAgeMs };

const modes: Readonly<Record<string, Mode>> = {
  AK: (profile) => ({ ...accessKeyIn(profile), ...maxAge }),

  StsToken: (profile) => ({
    ...accessKeyIn(profile),
    securityToken: required(profile, "sts_token"),
    ...maxAge,
  }),

  RamRoleArn: (profile, { transport, withoutRole }) =>
    withoutRole
      ? { ...accessKeyIn(profile), ...maxAge }
      : assumeRole({ ...accessKeyIn(profile), securityToken: profile.sts_token }, roleIn(profile), transport),

  ChainableRamRoleArn: async (profile, context) => {
    const through = [...context.through, profile.name];
    const profileName = required(profile, "source_profile");
    const base = await load({ ...context, withoutRole: false, through, profileName });
    return assumeRole(base, roleIn(profile), context.transport);
  },

  EcsRamRole: (profile, { transport }) => instanceCredentials(profile.ram_role_name, transport),

  OIDC: (profile, { transport }) =>
    assumeRoleWithOidc(
      {
        ...roleIn(profile),
        providerArn: required(profile, "oidc_provider_arn"),
        tokenFile: required(profile, "oidc_token_file"),
      },
      transport,
    ),

  CloudSSO: async (profile, { transport }) => {
    const { cloudSso, createRequestSender } = await import("./library.js");
    const session = {
      signInUrl: required(profile, "cloud_sso_sign_in_url"),
      accountId: required(profile, "cloud_sso_account_id"),
      accessConfig: required(profile, "cloud_sso_access_config"),
      accessToken: required(profile, "access_token"),
      accessTokenExpire: profile.cloud_sso_access_token_expire ?? 0,
    };
    // @alicloud/credentials 2.4.7 builds this body and does not send it.
    const body = { AccountId: session.accountId, AccessConfigurationId: session.accessConfig };
    const send = createRequestSender(transport, { encodeBody: () => JSON.stringify(body) });
    return { ...(await cloudSso(session, send)), ...maxAge };
  },

  OAuth: async (profile, { transport, path }) => {
    const { createRequestSender, oAuth } = await import("./library.js");
    const session = {
      ...oAuthSite(profile),
      refreshToken: profile.oauth_refresh_token ?? "",
      accessToken: profile.oauth_access_token ?? "",
      accessTokenExpire: profile.oauth_access_token_expire ?? 0,
    };
    const credentials = await oAuth(session, createRequestSender(transport), (tokens) =>
      updateProfile(path, profile.name, {
        oauth_refresh_token: tokens.refreshToken,
        oauth_access_token: tokens.accessToken,
        oauth_access_token_expire: tokens.accessTokenExpire,
      }),
    );
    return { ...credentials, ...maxAge };
  },

  External: async (profile) => {
    const { external } = await import("./library.js");
    return { ...(await external(required(profile, "process_command"))), ...maxAge };
  },
};

function accessKeyIn(profile: Profile): { accessKeyId: string; accessKeySecret: string } {
  return {
    accessKeyId: required(profile, "access_key_id"),
    accessKeySecret: required(profile, "access_key_secret"),
  };
}

function roleIn(profile: Profile) {
  return {
    roleArn: required(profile, "ram_role_arn"),
    sessionName: profile.ram_session_name ?? sessionDefaults.sessionName,
    sessionSeconds: profile.expired_seconds ?? profile.duration_seconds ?? sessionDefaults.sessionSeconds,
    externalId: profile.external_id,
    stsEndpoint: profile.sts_endpoint,
    stsRegion: profile.sts_region,
    enableVpc: profile.enable_vpc ?? undefined,
  };
}

/** The two sites of Alibaba Cloud, from `@alicloud/credentials` (dist/src/providers/cli_profile.js). */
const oAuthSites: Readonly<Record<string, { signInUrl: string; clientId: string }>> = {
  CN: { signInUrl: "https://oauth.aliyun.com", clientId: "4038181954557748008" },
  INTL: { signInUrl: "https://oauth.alibabacloud.com", clientId: "4103531455503354461" },
};

function oAuthSite(profile: Profile): { signInUrl: string; clientId: string } {
  const site = oAuthSites[required(profile, "oauth_site_type").toUpperCase()];
  if (site !== undefined) return site;
  throw new Error(`profile ${profile.name}: oauth_site_type must be CN or INTL`);
}

/** A field that the profile's mode needs. */
function required(profile: Profile, field: keyof Profile): string {
  const value = profile[field];
  if (typeof value === "string") return value;
  throw new Error(
    `profile ${profile.name} (mode ${profile.mode}) has no ${field}: complete it with \`aliyun configure --profile ${profile.name}\``,
  );
}
