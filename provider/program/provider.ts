import * as pulumi from "@pulumi/pulumi";
import { dynamicPackage, recordSettings, type ProviderSettings } from "./internal/explicitProvider";

/** A RAM role to assume. The names are those of `@pulumi/alicloud`. */
export interface AssumeRoleArgs {
  /** `acs:ram::<account>:role/<name>`. */
  roleArn: pulumi.Input<string>;
  /** The session's name in the account's audit log. Default `terraform`, as in `@pulumi/alicloud`. */
  sessionName?: pulumi.Input<string | undefined>;
  /** A policy (JSON) that narrows what the role may do. Default none. */
  policy?: pulumi.Input<string | undefined>;
  /** How long a session lasts, in seconds: 900 to what the role allows. Default 3600. */
  sessionExpiration?: pulumi.Input<number | undefined>;
  /** What the trust policy of another account's role may require. Default none. */
  externalId?: pulumi.Input<string | undefined>;
}

/** A RAM role to assume with the token of an identity provider. The names are those of `@pulumi/alicloud`. */
export interface AssumeRoleWithOidcArgs {
  /** `acs:ram::<account>:oidc-provider/<name>`. */
  oidcProviderArn: pulumi.Input<string>;
  /** `acs:ram::<account>:role/<name>`. */
  roleArn: pulumi.Input<string>;
  /** The token; it wins over the file. It is kept in the state, encrypted, and soon expires there: prefer a file. */
  oidcToken?: pulumi.Input<string | undefined>;
  /** The file with the token. It is read each time that a token is needed. */
  oidcTokenFile?: pulumi.Input<string | undefined>;
  /** A policy (JSON) that narrows what the role may do. Default none. */
  policy?: pulumi.Input<string | undefined>;
  /** The session's name in the account's audit log. Default `terraform`, as in `@pulumi/alicloud`. */
  roleSessionName?: pulumi.Input<string | undefined>;
  /** How long a session lasts, in seconds: 900 to what the role allows. Default 3600. */
  sessionExpiration?: pulumi.Input<number | undefined>;
}

/**
 * The arguments of a {@link Provider}: what else is configuration of the stack, as described in
 * docs/configuration.md. What is left out comes from the environment, never from the stack's configuration; of credentials, only
 * where none are named here.
 */
export interface ProviderArgs {
  /** The id of an access key. */
  accessKey?: pulumi.Input<string | undefined>;
  /** The secret of the access key; always kept as a secret. */
  secretKey?: pulumi.Input<string | undefined>;
  /** The token of a temporary access key; always kept as a secret. */
  securityToken?: pulumi.Input<string | undefined>;
  /** The region of resources that name none. */
  region?: pulumi.Input<string | undefined>;
  /** A profile of the Alibaba Cloud CLI. */
  profile?: pulumi.Input<string | undefined>;
  /** The file with the profile. Default `~/.aliyun/config.json`. */
  sharedCredentialsFile?: pulumi.Input<string | undefined>;
  /** The RAM role of this ECS instance. */
  ecsRoleName?: pulumi.Input<string | undefined>;
  /** A RAM role to assume with the credentials found. */
  assumeRole?: pulumi.Input<AssumeRoleArgs | undefined>;
  /** A RAM role to assume with a token; always kept as a secret. */
  assumeRoleWithOidc?: pulumi.Input<AssumeRoleWithOidcArgs | undefined>;
  /** Where a sidecar hands out temporary credentials. */
  credentialsUri?: pulumi.Input<string | undefined>;
  /** Where calls go, as an origin. Default `https://mts.<region>.aliyuncs.com`. */
  endpoint?: pulumi.Input<string | undefined>;
  /** Calls a second of each operation. Default 98, just below the account's limit. */
  maxQps?: pulumi.Input<number | undefined>;
}

/**
 * Another account, region or endpoint than that of the stack's configuration, for the resources that name it in the option
 * `provider`, and for the children of components that name it in `providers`.
 *
 * It works in a process of its own, at a pace of its own: two providers of one account can be refused calls together,
 * which slows both down, but fails nothing.
 *
 * @example Two accounts in one program
 * ```ts
 * const studio = new Provider("studio", { accessKey: config.require("studioKey"), secretKey: config.requireSecret("studioSecret") });
 * new MediaCover("ours", { mediaId, coverUrl });
 * new MediaCover("theirs", { mediaId: theirMediaId, coverUrl }, { provider: studio });
 * ```
 *
 * @example Media that are looked up there
 * ```ts
 * const { mediaId } = await getMedia({ fileUrl: "oss://videos/trailer.mp4" }, { provider: studio });
 * ```
 *
 * @example Another region, by a role of another account
 * ```ts
 * new Provider("archive", { region: "ap-southeast-1", assumeRole: { roleArn: "acs:ram::123456:role/covers" } });
 * ```
 *
 * @example A profile of the Alibaba Cloud CLI
 * ```ts
 * new Provider("staging", { profile: "staging" });
 * ```
 */
export class Provider extends pulumi.ProviderResource {
  /** @param name The resource's name in the program. */
  constructor(name: string, args: ProviderArgs = {}, opts?: pulumi.ResourceOptions) {
    const settings = settingsFrom(args);
    super(dynamicPackage, name, settings, opts);
    recordSettings(this, settings);
  }
}

/** The arguments as a provider reads them: texts, under the names of the stack's configuration. */
export function settingsFrom(args: ProviderArgs): ProviderSettings {
  const all: ProviderSettings = {
    "alicloud:accessKey": args.accessKey,
    "alicloud:secretKey": args.secretKey && pulumi.secret(args.secretKey),
    "alicloud:securityToken": args.securityToken && pulumi.secret(args.securityToken),
    "alicloud:region": args.region,
    "alicloud:profile": args.profile,
    "alicloud:sharedCredentialsFile": args.sharedCredentialsFile,
    "alicloud:ecsRoleName": args.ecsRoleName,
    "alicloud:assumeRole": args.assumeRole && pulumi.jsonStringify(args.assumeRole),
    "alicloud:assumeRoleWithOidc":
      args.assumeRoleWithOidc && pulumi.secret(pulumi.jsonStringify(args.assumeRoleWithOidc)),
    "alicloud:credentialsUri": args.credentialsUri,
    "mediacover:ownCredentials": namesCredentials(args) ? "true" : undefined,
    "mediacover:endpoint": args.endpoint,
    "mediacover:maxQps": args.maxQps === undefined ? undefined : pulumi.jsonStringify(args.maxQps),
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined && value !== ""));
}

/** Whether a provider says whose credentials it uses. Those of the environment are then left alone: they may be the stack's. */
function namesCredentials(args: ProviderArgs): boolean {
  const { profile, sharedCredentialsFile, ecsRoleName, assumeRoleWithOidc, credentialsUri } = args;
  const sources = [profile, sharedCredentialsFile, ecsRoleName, assumeRoleWithOidc, credentialsUri];
  return sources.some(Boolean) || Boolean(args.accessKey && args.secretKey);
}
