/** A value of the stack's configuration by its full name, such as `alicloud:region`. */
export type GetConfig = (key: string) => string | undefined;

/** The environment, as `process.env` gives it. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The names of a setting: in Pulumi's configuration, then in the environment. */
interface Names {
  key?: string;
  environment: readonly string[];
}

/**
 * All settings and their names: the first name with a value wins. An empty value counts as not set.
 *
 * The names with `alicloud:` are those of `@pulumi/alicloud` 3.108 (repository pulumi/pulumi-alicloud,
 * provider/resources.go). The names in the environment are those of the provider underneath (repository
 * aliyun/terraform-provider-alicloud, alicloud/provider.go, the `DefaultFunc`s of its schema).
 */
export const settingNames = {
  accessKey: {
    key: "alicloud:accessKey",
    environment: ["ALICLOUD_ACCESS_KEY", "ALIBABA_CLOUD_ACCESS_KEY_ID", "ALIBABACLOUD_ACCESS_KEY_ID"],
  },
  secretKey: {
    key: "alicloud:secretKey",
    environment: ["ALICLOUD_SECRET_KEY", "ALIBABA_CLOUD_ACCESS_KEY_SECRET", "ALIBABACLOUD_ACCESS_KEY_SECRET"],
  },
  securityToken: {
    key: "alicloud:securityToken",
    environment: ["ALICLOUD_SECURITY_TOKEN", "ALIBABA_CLOUD_SECURITY_TOKEN", "ALIBABACLOUD_SECURITY_TOKEN"],
  },
  region: { key: "alicloud:region", environment: ["ALICLOUD_REGION", "ALIBABA_CLOUD_REGION"] },
  profile: { key: "alicloud:profile", environment: ["ALICLOUD_PROFILE", "ALIBABA_CLOUD_PROFILE"] },
  sharedCredentialsFile: {
    key: "alicloud:sharedCredentialsFile",
    environment: ["ALICLOUD_SHARED_CREDENTIALS_FILE", "ALIBABA_CLOUD_CREDENTIALS_FILE"],
  },
  credentialsUri: {
    key: "alicloud:credentialsUri",
    environment: ["ALICLOUD_CREDENTIALS_URI", "ALIBABA_CLOUD_CREDENTIALS_URI"],
  },
  ecsRoleName: {
    key: "alicloud:ecsRoleName",
    environment: ["ALICLOUD_ECS_ROLE_NAME", "ALIBABA_CLOUD_ECS_METADATA"],
  },
  assumeRole: { key: "alicloud:assumeRole", environment: [] },
  assumeRoleWithOidc: { key: "alicloud:assumeRoleWithOidc", environment: [] },
  assumeRoleArn: { environment: ["ALICLOUD_ASSUME_ROLE_ARN", "ALIBABA_CLOUD_ROLE_ARN"] },
  assumeRoleSessionName: {
    environment: ["ALICLOUD_ASSUME_ROLE_SESSION_NAME", "ALIBABA_CLOUD_ROLE_SESSION_NAME"],
  },
  assumeRoleSessionExpiration: { environment: ["ALICLOUD_ASSUME_ROLE_SESSION_EXPIRATION"] },
  oidcProviderArn: { environment: ["ALIBABA_CLOUD_OIDC_PROVIDER_ARN"] },
  oidcToken: { environment: ["ALIBABA_CLOUD_OIDC_TOKEN"] },
  oidcTokenFile: { environment: ["ALIBABA_CLOUD_OIDC_TOKEN_FILE"] },
  oidcRoleArn: { environment: ["ALIBABA_CLOUD_ROLE_ARN"] },
  oidcRoleSessionName: { environment: ["ALIBABA_CLOUD_ROLE_SESSION_NAME"] },
  /** Set by an explicit provider that names its own credentials: those in the environment may be another account's. */
  ownCredentials: { key: "mediacover:ownCredentials", environment: [] },
  endpoint: { key: "mediacover:endpoint", environment: ["MEDIACOVER_ENDPOINT"] },
  maxQps: { key: "mediacover:maxQps", environment: ["MEDIACOVER_MAX_QPS"] },
} as const satisfies Record<string, Names>;

/** All names in the configuration that users set. */
export const configurationKeys: readonly string[] = Object.values<Names>(settingNames)
  .flatMap(({ key }) => (key === undefined ? [] : [key]))
  .filter((key) => key !== settingNames.ownCredentials.key);

/** The settings that decide whose credentials are used. */
const credentialSettings: ReadonlySet<string> = new Set<SettingName>([
  "accessKey",
  "secretKey",
  "securityToken",
  "profile",
  "sharedCredentialsFile",
  "credentialsUri",
  "ecsRoleName",
]);

/** A setting. */
export type SettingName = keyof typeof settingNames;

/** The value of a setting, and the name under which it was found. */
export interface FoundSetting {
  value: string;
  /** `alicloud:region`, or `ALICLOUD_REGION`. */
  name: string;
}

/**
 * The settings that the user made. The environment is read at each use, never copied, so that a change takes effect at once.
 * Surrounding whitespace is trimmed, as in `@pulumi/alicloud`: a secret that was read from a file ends in a line break.
 */
export class Settings {
  constructor(
    private readonly config: GetConfig,
    readonly environment: Environment,
  ) {}

  /** A value of the stack's configuration. */
  getConfig(key: string): string | undefined {
    return this.config(key)?.trim();
  }

  /** A value of the environment. */
  getVariable(name: string): string | undefined {
    return this.environment[name]?.trim();
  }

  /** The first value of a setting. */
  find(name: SettingName): FoundSetting | undefined {
    const { key, environment }: Names = settingNames[name];
    const places = this.ignoresEnvironment(name)
      ? []
      : environment.map((each) => [each, this.getVariable(each)] as const);
    const configured = key === undefined ? [] : [[key, this.getConfig(key)] as const];
    for (const [place, value] of [...configured, ...places]) {
      if (isSet(value)) return { value, name: place };
    }
    return undefined;
  }

  /** Whether a setting is read from the configuration only. */
  ignoresEnvironment(name: SettingName): boolean {
    return credentialSettings.has(name) && isSet(this.getConfig(settingNames.ownCredentials.key));
  }

  /** The value of a setting, under any of its names. */
  get(name: SettingName): string | undefined {
    return this.find(name)?.value;
  }
}

/** Whether a value is neither undefined nor empty. */
export const isSet = (value: string | undefined): value is string => value !== undefined && value !== "";

/**
 * Whether Alibaba Cloud's SDKs and tools read a name too, so that its value may be meant for them. If what it names fails, the
 * search for credentials goes on.
 */
export const isCommonName = (name: string): boolean => name.startsWith("ALIBABA_CLOUD_");
