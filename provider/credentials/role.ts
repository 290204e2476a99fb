/** A RAM role to assume. */
export interface Role {
  /** `acs:ram::<account>:role/<name>`. */
  roleArn: string;
  /** The session's name in the account's audit log. */
  sessionName: string;
  /** How long a session lasts: from 900 seconds to the longest that the role allows. */
  sessionSeconds: number;
  /** A policy (JSON) that narrows what the session may do. */
  policy?: string | undefined;
  /** What the trust policy of another account's role may require. */
  externalId?: string | undefined;
}

/** A RAM role to assume with the token of an identity provider. */
export interface OidcRole extends Omit<Role, "externalId"> {
  /** `acs:ram::<account>:oidc-provider/<name>`. */
  providerArn: string;
  /** The token itself; it wins over the file. */
  token?: string | undefined;
  /** The file with the token. It is read each time, because other programs renew the token. */
  tokenFile: string;
}

/** Where STS is, as a profile of the CLI may say. */
export interface StsEndpoint {
  stsEndpoint?: string | undefined;
  stsRegion?: string | undefined;
  enableVpc?: boolean | undefined;
}

/**
 * The defaults of a session. The provider under `@pulumi/alicloud` uses this name (repository
 * aliyun/terraform-provider-alicloud, alicloud/provider.go), and trust policies may require it.
 */
export const sessionDefaults = { sessionName: "terraform", sessionSeconds: 3600 } as const;
