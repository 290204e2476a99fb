import {
  type CredentialsProvider as LibraryProvider,
  ECSRAMRoleCredentialsProvider,
  OIDCRoleArnCredentialsProvider,
  RAMRoleARNCredentialsProvider,
  StaticAKCredentialsProvider,
  StaticSTSCredentialsProvider,
  URICredentialsProvider,
} from "@alicloud/credentials";
import CloudSsoProvider from "@alicloud/credentials/dist/src/providers/cloud_sso";
import ExternalProvider from "@alicloud/credentials/dist/src/providers/external";
import OAuthProvider from "@alicloud/credentials/dist/src/providers/oauth";
import { loadIni } from "@alicloud/credentials/dist/src/util/utils";
import type { Credentials } from "../mps/ports";
import { type Carrier, SourceError } from "./carrier";

/**
 * The providers of `@alicloud/credentials`: the one file that knows their builders. Each is built for one question and
 * asked once: how long an answer is used is for `credentials.ts` to say, and what the service refused must not come
 * back from the library's memory.
 *
 * All of them send with a field `doRequest`, which is there for the library's own tests: ours carries their requests
 * instead.
 */

/** A RAM role to assume. */
export interface Role {
  /** `acs:ram::<account>:role/<name>`. */
  roleArn: string;
  /** How the session is called in the account's audit log. */
  sessionName: string;
  /** How long a session lasts: 900 seconds, to the longest that the role allows. */
  sessionSeconds: number;
  /** A policy (JSON) that narrows what the role may do. */
  policy?: string | undefined;
  /** What the role's trust policy may ask for, where the role is another account's. */
  externalId?: string | undefined;
}

/** A RAM role to assume with the token of an identity provider. */
export interface OidcRole extends Omit<Role, "externalId"> {
  /** `acs:ram::<account>:oidc-provider/<name>`. */
  providerArn: string;
  /** The token itself; it wins over the file. */
  token?: string | undefined;
  /** Where the token is; it is read anew each time, as others keep it fresh. */
  tokenFile: string;
}

/** Where STS is, as a profile of the CLI may say. */
export interface StsEndpoint {
  stsEndpoint?: string | undefined;
  stsRegion?: string | undefined;
  enableVpc?: boolean | undefined;
}

/** AssumeRole of STS. */
export function assumeRole(
  base: Credentials,
  role: Role & StsEndpoint,
  carrier: Carrier,
): Promise<Credentials> {
  const provider = RAMRoleARNCredentialsProvider.builder()
    .withCredentialsProvider(staticProvider(base))
    .withRoleArn(role.roleArn)
    .withRoleSessionName(role.sessionName)
    .withDurationSeconds(role.sessionSeconds);
  if (role.policy !== undefined) provider.withPolicy(role.policy);
  if (role.externalId !== undefined) provider.withExternalId(role.externalId);
  return ask(reaching(provider, role).build(), carrier);
}

/** AssumeRoleWithOIDC of STS, with the token of the file. */
export function assumeRoleWithOidc(role: OidcRole & StsEndpoint, carrier: Carrier): Promise<Credentials> {
  const provider = OIDCRoleArnCredentialsProvider.builder()
    .withOIDCProviderArn(role.providerArn)
    .withOIDCTokenFilePath(role.tokenFile)
    .withRoleArn(role.roleArn)
    .withRoleSessionName(role.sessionName)
    .withDurationSeconds(role.sessionSeconds);
  if (role.policy !== undefined) provider.withPolicy(role.policy);
  return ask(reaching(provider, role).build(), carrier);
}

/** The role of this ECS instance, from its metadata service. */
export function ecsRole(roleName: string, carrier: Carrier): Promise<Credentials> {
  return ask(ECSRAMRoleCredentialsProvider.builder().withRoleName(roleName).build(), carrier);
}

/** What a credentials URI, such as a sidecar's, hands out. */
export function credentialsOfUri(uri: string, carrier: Carrier): Promise<Credentials> {
  return ask(URICredentialsProvider.builder().withCredentialsURI(uri).build(), carrier);
}

/** A sign-in of CloudSSO, as a profile of the CLI keeps it. */
export interface CloudSsoSession {
  signInUrl: string;
  accountId: string;
  accessConfig: string;
  accessToken: string;
  /** In seconds since 1970. */
  accessTokenExpire: number;
}

/** Temporary credentials of a CloudSSO session. */
export function cloudSso(session: CloudSsoSession, carrier: Carrier): Promise<Credentials> {
  const provider = CloudSsoProvider.builder()
    .withSignInUrl(session.signInUrl)
    .withAccountId(session.accountId)
    .withAccessConfig(session.accessConfig)
    .withAccessToken(session.accessToken)
    .withAccessTokenExpire(session.accessTokenExpire);
  return ask(provider.build(), carrier);
}

/** A sign-in of OAuth, as a profile of the CLI keeps it. */
export interface OAuthSession {
  signInUrl: string;
  clientId: string;
  refreshToken: string;
  accessToken: string;
  /** In seconds since 1970. */
  accessTokenExpire: number;
}

/**
 * Temporary credentials of an OAuth session.
 *
 * @param keep Takes the session's new tokens: old ones are good for nothing any more.
 */
export function oAuth(
  session: OAuthSession,
  carrier: Carrier,
  keep: (tokens: Pick<OAuthSession, "refreshToken" | "accessToken" | "accessTokenExpire">) => void,
): Promise<Credentials> {
  const provider = OAuthProvider.builder()
    .withSignInUrl(session.signInUrl)
    .withClientId(session.clientId)
    .withRefreshToken(session.refreshToken)
    .withAccessToken(session.accessToken)
    .withAccessTokenExpire(session.accessTokenExpire)
    .withTokenUpdateCallback(async (refreshToken, accessToken, _id, _secret, _token, accessTokenExpire) =>
      keep({ refreshToken, accessToken, accessTokenExpire }),
    );
  return ask(provider.build(), carrier);
}

/** What a command prints. */
export function external(processCommand: string): Promise<Credentials> {
  return ask(ExternalProvider.builder().withProcessCommand(processCommand).build());
}

/** The sections of an INI file. */
export function readIni(path: string): Promise<Readonly<Record<string, unknown>>> {
  return loadIni(path);
}

function staticProvider({ accessKeyId, accessKeySecret, securityToken }: Credentials): LibraryProvider {
  if (securityToken) {
    return StaticSTSCredentialsProvider.builder()
      .withAccessKeyId(accessKeyId)
      .withAccessKeySecret(accessKeySecret)
      .withSecurityToken(securityToken)
      .build();
  }
  return StaticAKCredentialsProvider.builder()
    .withAccessKeyId(accessKeyId)
    .withAccessKeySecret(accessKeySecret)
    .build();
}

/** Where STS is; the library's default is `sts.aliyuncs.com`, or what ALIBABA_CLOUD_STS_REGION says. */
function reaching<
  T extends {
    withStsEndpoint(endpoint: string): T;
    withStsRegionId(region: string): T;
    withEnableVpc(enabled: boolean): T;
  },
>(builder: T, { stsEndpoint, stsRegion, enableVpc }: StsEndpoint): T {
  if (stsEndpoint !== undefined) builder.withStsEndpoint(stsEndpoint);
  if (stsRegion !== undefined) builder.withStsRegionId(stsRegion);
  if (enableVpc !== undefined) builder.withEnableVpc(enableVpc);
  return builder;
}

/** Asks a provider once, over our carrier. */
async function ask(provider: LibraryProvider, carrier?: Carrier): Promise<Credentials> {
  if (carrier !== undefined) {
    // It would send by itself then, past the proxies, and repeat secrets in its errors.
    if (!("doRequest" in provider)) throw new Error("this version of @alicloud/credentials cannot be used");
    provider.doRequest = carrier;
  }
  try {
    const { accessKeyId, accessKeySecret, securityToken } = await provider.getCredentials();
    return { accessKeyId, accessKeySecret, securityToken };
  } catch (error) {
    if (error instanceof SourceError) throw error;
    // oxlint-disable-next-line eslint/preserve-caught-error -- the cause holds what is left out here
    throw new Error(withoutAnswer(error));
  }
}

/** The library repeats answers and commands after a colon, secrets included. */
function withoutAnswer(error: unknown): string {
  const text = error instanceof Error ? error.message : "failed";
  return text.replace(/\s*(?:result)?:.*$/is, "");
}
