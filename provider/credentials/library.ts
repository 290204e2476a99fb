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
import type { Credentials } from "../mps/ports";
import { SourceError } from "./credentials";
import type { RequestSender } from "./requestSender";
import type { OidcRole, Role, StsEndpoint } from "./role";

/**
 * The providers of `@alicloud/credentials`: the one file that knows their builders. Each is built for one request and asked
 * once: `credentials.ts` decides how long credentials are used, and the library must not return from its cache what the
 * service refused.
 *
 * All of them send with a field `doRequest`, which exists for the library's own tests; `ask` replaces it.
 *
 * Load this file with `import()`: it brings the library and zod, and most processes never ask a service for credentials.
 */

export { createRequestSender } from "./requestSender";

/** AssumeRole of STS. */
export function assumeRole(
  base: Credentials,
  role: Role & StsEndpoint,
  send: RequestSender,
): Promise<Credentials> {
  const provider = RAMRoleARNCredentialsProvider.builder()
    .withCredentialsProvider(staticProvider(base))
    .withRoleArn(role.roleArn)
    .withRoleSessionName(role.sessionName)
    .withDurationSeconds(role.sessionSeconds);
  if (role.policy !== undefined) provider.withPolicy(role.policy);
  if (role.externalId !== undefined) provider.withExternalId(role.externalId);
  return ask(withEndpoint(provider, role).build(), send);
}

/** AssumeRoleWithOIDC of STS, with the token of the file. */
export function assumeRoleWithOidc(role: OidcRole & StsEndpoint, send: RequestSender): Promise<Credentials> {
  const provider = OIDCRoleArnCredentialsProvider.builder()
    .withOIDCProviderArn(role.providerArn)
    .withOIDCTokenFilePath(role.tokenFile)
    .withRoleArn(role.roleArn)
    .withRoleSessionName(role.sessionName)
    .withDurationSeconds(role.sessionSeconds);
  if (role.policy !== undefined) provider.withPolicy(role.policy);
  return ask(withEndpoint(provider, role).build(), send);
}

/** The role of this ECS instance, from its metadata service. */
export function ecsRole(roleName: string, send: RequestSender): Promise<Credentials> {
  return ask(ECSRAMRoleCredentialsProvider.builder().withRoleName(roleName).build(), send);
}

/** What a credentials URI, such as a sidecar's, returns. */
export function uriCredentials(uri: string, send: RequestSender): Promise<Credentials> {
  return ask(URICredentialsProvider.builder().withCredentialsURI(uri).build(), send);
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
export function cloudSso(session: CloudSsoSession, send: RequestSender): Promise<Credentials> {
  const provider = CloudSsoProvider.builder()
    .withSignInUrl(session.signInUrl)
    .withAccountId(session.accountId)
    .withAccessConfig(session.accessConfig)
    .withAccessToken(session.accessToken)
    .withAccessTokenExpire(session.accessTokenExpire);
  return ask(provider.build(), send);
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
 * @param keep Stores the session's new tokens: the old ones are no longer valid.
 */
export function oAuth(
  session: OAuthSession,
  send: RequestSender,
  keep: (tokens: Pick<OAuthSession, "refreshToken" | "accessToken" | "accessTokenExpire">) => Promise<void>,
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
  return ask(provider.build(), send);
}

/** What a command prints. */
export function external(processCommand: string): Promise<Credentials> {
  return ask(ExternalProvider.builder().withProcessCommand(processCommand).build());
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

/** Sets where STS is; the library's default is `sts.aliyuncs.com`, or what ALIBABA_CLOUD_STS_REGION says. */
function withEndpoint<
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

/** Asks a provider once; its requests go over `send`. */
async function ask(provider: LibraryProvider, send?: RequestSender): Promise<Credentials> {
  if (send !== undefined) {
    // Without the field, it would send by itself, bypass the proxies, and repeat secrets in its errors.
    if (!("doRequest" in provider))
      throw new Error("this version of @alicloud/credentials sends requests in another way: install ~2.4.7");
    provider.doRequest = send;
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
