import type { CredentialsSource, FoundCredentials } from "./credentials";
import { defaults } from "../mps/limits";
import type { Transport } from "../mps/ports";
import { carrierOver } from "./carrier";
import { chosenSource } from "./chosen";
import { credentialsOfInstance } from "./ecsRole";
import { type Profile, type ProfileChoice, readProfile, updateProfile } from "./profileFile";
import { sessionDefaults, takeOn, takeOnWithOidc } from "./role";

/** How one mode of a profile comes to credentials. */
type Mode = (profile: Profile, file: Use) => Promise<FoundCredentials> | FoundCredentials;

/** What the modes work with. */
interface Use extends ProfileChoice {
  transport: Transport;
  /** The profile's own role is left out, as another one takes its place. */
  withoutRole: boolean;
  /** The profiles that led here, for a profile that builds on another. */
  through: readonly string[];
}

/**
 * A profile of the Alibaba Cloud CLI as a source. Its file is read each time: a key that was rotated there counts at once.
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

async function load(use: Use): Promise<FoundCredentials> {
  const profile = readProfile(use);
  if (use.through.includes(profile.name))
    throw new Error(`source_profile goes round in a circle: ${[...use.through, profile.name].join(" -> ")}`);
  const mode = Object.hasOwn(modes, profile.mode ?? "") ? modes[profile.mode ?? ""] : undefined;
  if (mode === undefined) {
    const known = Object.keys(modes).join(", ");
    throw new Error(
      `profile ${profile.name} has the mode ${JSON.stringify(profile.mode)}: known are ${known}`,
    );
  }
  return mode(profile, use);
}

const maxAge = { renewAfterMs: defaults.credentialsMaxAgeMs };

const modes: Readonly<Record<string, Mode>> = {
  AK: (profile) => ({ ...keyOf(profile), ...maxAge }),

  StsToken: (profile) => ({
    ...keyOf(profile),
    securityToken: required(profile, "sts_token"),
    ...maxAge,
  }),

  RamRoleArn: (profile, { transport, withoutRole }) =>
    withoutRole
      ? { ...keyOf(profile), ...maxAge }
      : takeOn({ ...keyOf(profile), securityToken: profile.sts_token }, roleOf(profile), transport),

  ChainableRamRoleArn: async (profile, use) => {
    const through = [...use.through, profile.name];
    const profileName = required(profile, "source_profile");
    const base = await load({ ...use, withoutRole: false, through, profileName });
    return takeOn(base, roleOf(profile), use.transport);
  },

  // Without a name, the instance is asked for it.
  EcsRamRole: (profile, { transport }) => credentialsOfInstance(profile.ram_role_name ?? "", transport),

  OIDC: (profile, { transport }) =>
    takeOnWithOidc(
      {
        ...roleOf(profile),
        providerArn: required(profile, "oidc_provider_arn"),
        tokenFile: required(profile, "oidc_token_file"),
      },
      transport,
    ),

  CloudSSO: async (profile, { transport }) => {
    const { cloudSso } = await import("./library.js");
    const session = {
      signInUrl: required(profile, "cloud_sso_sign_in_url"),
      accountId: required(profile, "cloud_sso_account_id"),
      accessConfig: required(profile, "cloud_sso_access_config"),
      accessToken: required(profile, "access_token"),
      accessTokenExpire: profile.cloud_sso_access_token_expire ?? 0,
    };
    // @alicloud/credentials 2.4.7 builds this body, and then does not send it.
    const body = { AccountId: session.accountId, AccessConfigurationId: session.accessConfig };
    const carrier = carrierOver(transport, { bodyOf: () => JSON.stringify(body) });
    return { ...(await cloudSso(session, carrier)), ...maxAge };
  },

  OAuth: async (profile, { transport, path }) => {
    const { oAuth } = await import("./library.js");
    const session = {
      ...oAuthSite(profile),
      refreshToken: profile.oauth_refresh_token ?? "",
      accessToken: profile.oauth_access_token ?? "",
      accessTokenExpire: profile.oauth_access_token_expire ?? 0,
    };
    const credentials = await oAuth(session, carrierOver(transport), (tokens) => {
      updateProfile(path, profile.name, {
        oauth_refresh_token: tokens.refreshToken,
        oauth_access_token: tokens.accessToken,
        oauth_access_token_expire: tokens.accessTokenExpire,
      });
    });
    return { ...credentials, ...maxAge };
  },

  External: async (profile) => {
    const { external } = await import("./library.js");
    return { ...(await external(required(profile, "process_command"))), ...maxAge };
  },
};

function keyOf(profile: Profile): { accessKeyId: string; accessKeySecret: string } {
  return {
    accessKeyId: required(profile, "access_key_id"),
    accessKeySecret: required(profile, "access_key_secret"),
  };
}

function roleOf(profile: Profile) {
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

/** The two sites of Alibaba Cloud, as in `@alicloud/credentials` (dist/src/providers/cli_profile.js). */
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
