import type { DefaultRegion } from "./lifecycle/rules";
import { ConfigurationError } from "./mps/errors";
import type { Credentials, CredentialsSource } from "./mps/credentials";
import { defaultChain } from "./mps/defaultChain";
import { endpointOf, parseEndpoint } from "./mps/endpoint";
import { defaults } from "./mps/limits";
import { maskUrlSecrets } from "./mps/redact";
import type { Proxies } from "./mps/transport";

/**
 * The only reader of Pulumi's configuration and of the environment. The names and their order are those of
 * `@pulumi/alicloud`, so that what works there works here.
 */

/** A value of the stack's configuration by its full name, such as `alicloud:region`. */
export type GetConfig = (key: string) => string | undefined;

/** The environment, as `process.env` gives it. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** One thing that can be set, and where: the first place that holds it wins. */
interface Setting {
  key: string;
  environment: readonly string[];
}

const settings = {
  region: { key: "alicloud:region", environment: ["ALICLOUD_REGION", "ALIBABA_CLOUD_REGION"] },
  endpoint: { key: "mediacover:endpoint", environment: ["MEDIACOVER_ENDPOINT"] },
  maxQps: { key: "mediacover:maxQps", environment: ["MEDIACOVER_MAX_QPS"] },
} as const satisfies Record<string, Setting>;

/** Access keys in the environment: the names of `@pulumi/alicloud`, then the common ones of Alibaba Cloud's tools. */
const environmentKeys = [
  ["ALICLOUD_ACCESS_KEY", "ALICLOUD_SECRET_KEY", "ALICLOUD_SECURITY_TOKEN"],
  ["ALIBABA_CLOUD_ACCESS_KEY_ID", "ALIBABA_CLOUD_ACCESS_KEY_SECRET", "ALIBABA_CLOUD_SECURITY_TOKEN"],
  ["ALIBABACLOUD_ACCESS_KEY_ID", "ALIBABACLOUD_ACCESS_KEY_SECRET", "ALIBABACLOUD_SECURITY_TOKEN"],
] as const;

/** Everything that this package can be told. Each part is read when it is needed, and complains only then. */
export interface Configuration {
  /** The region of resources that name none; where it may be set, if it is not. */
  defaultRegion: () => DefaultRegion;
  /** `mediacover:endpoint`. @throws ConfigurationError */
  endpoint: () => URL | undefined;
  /** `mediacover:maxQps`: calls a second of each operation, from 0.1 up. @throws ConfigurationError */
  maxQps: () => number;
  /** Where credentials are looked for, in this order. */
  credentialsSources: () => CredentialsSource[];
  /** @throws ConfigurationError */
  proxies: () => Proxies;
  /** What is wrong with the settings themselves, or with them for a resource's region, so that a preview can say it. */
  problems: (region?: string) => string[];
}

/**
 * @param getConfig The stack's configuration.
 * @param environment Read anew at each use, never copied: what a user exports counts at once.
 */
export function readConfiguration(
  getConfig: GetConfig,
  environment: Environment = process.env,
): Configuration {
  const valueOf = ({ key, environment: names }: Setting): string | undefined =>
    [getConfig(key), ...names.map((name) => environment[name])].find(isSet);

  const configuration: Configuration = {
    defaultRegion() {
      const region = valueOf(settings.region);
      return region === undefined ? { missing: missingRegion } : { region };
    },
    endpoint() {
      const endpoint = valueOf(settings.endpoint);
      return endpoint === undefined ? undefined : parseEndpoint(endpoint);
    },
    maxQps() {
      const text = valueOf(settings.maxQps);
      if (text === undefined) return defaults.maxQps;
      const maxQps = Number(text);
      if (Number.isFinite(maxQps) && maxQps >= 0.1) return maxQps;
      throw new ConfigurationError(
        `mediacover:maxQps must be a number of calls a second, 0.1 or more; got ${JSON.stringify(text)}; ` +
          `remove it for the default of ${defaults.maxQps}`,
      );
    },
    credentialsSources: () => [
      configuredKeys(getConfig),
      ...environmentKeys.map((names) => environmentKey(names, environment)),
      defaultChain(),
    ],
    proxies: () => readProxies(environment),
    problems(region) {
      const endpoint = () => {
        const override = configuration.endpoint();
        return region === undefined ? override : endpointOf(region, override);
      };
      return [endpoint, configuration.maxQps, configuration.proxies].map(problemOf).filter(isSet);
    },
  };
  return configuration;
}

function problemOf(read: () => unknown): string | undefined {
  try {
    read();
    return undefined;
  } catch (error) {
    if (error instanceof ConfigurationError) return error.message;
    throw error;
  }
}

const missingRegion =
  "set region on the resource, or `pulumi config set alicloud:region cn-hangzhou`, or ALICLOUD_REGION";

const isSet = (value: string | undefined): value is string => value !== undefined && value !== "";

function configuredKeys(getConfig: GetConfig): CredentialsSource {
  const names = ["alicloud:accessKey", "alicloud:secretKey", "alicloud:securityToken"] as const;
  return keySource("configuration", names, getConfig);
}

function environmentKey(names: KeyNames, environment: Environment): CredentialsSource {
  return keySource("environment", names, (name) => environment[name]);
}

/** Names of an access key's id, its secret and its token. */
type KeyNames = readonly [id: string, secret: string, token: string];

function keySource(place: string, names: KeyNames, get: GetConfig): CredentialsSource {
  const [id, secret, token] = names;
  return {
    name: `${place} (${id}, ${secret})`,
    renews: false,
    async load(): Promise<Credentials | { missing: string }> {
      const [accessKeyId, accessKeySecret] = [get(id), get(secret)];
      if (isSet(accessKeyId) && isSet(accessKeySecret))
        return { accessKeyId, accessKeySecret, securityToken: get(token) };
      if (isSet(accessKeyId)) return { missing: `${secret} is not set, though ${id} is` };
      return { missing: isSet(accessKeySecret) ? `${id} is not set, though ${secret} is` : "not set" };
    },
  };
}

/** The common variables of proxies. As in curl, lower case wins, and a proxy without a scheme is reached over http. */
function readProxies(environment: Environment): Proxies {
  const get = (name: string): string | undefined =>
    [environment[name], environment[name.toUpperCase()]].find(isSet);
  const httpProxy = proxyUrl("http_proxy", get("http_proxy"));
  const httpsProxy = proxyUrl("https_proxy", get("https_proxy"));
  const noProxy = get("no_proxy");
  if (httpProxy === undefined && httpsProxy === undefined) return {};
  return { ...(httpProxy && { httpProxy }), ...(httpsProxy && { httpsProxy }), ...(noProxy && { noProxy }) };
}

function proxyUrl(name: string, text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const url = text.includes("://") ? text : `http://${text}`;
  if (/^https?:/i.test(url) && URL.canParse(url)) return url;
  throw new ConfigurationError(
    `${name} in the environment must be a URL such as http://proxy.example:3128; got ${JSON.stringify(maskUrlSecrets(text))}`,
  );
}
