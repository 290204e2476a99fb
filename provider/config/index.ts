import { regions } from "../cover/regions";
import { describeValue, invalid, type Problem, type Result, valid } from "../cover/problem";
import type { CredentialsSource } from "../credentials/credentials";
import { EndpointRegionError, endpointFor } from "../mps/endpoint";
import { ConfigurationError } from "../mps/errors";
import { defaults, limits } from "../mps/limits";
import type { Transport } from "../mps/ports";
import type { Proxies } from "../mps/transport";
import { credentialsSources } from "./credentials";
import { parseEndpoint } from "./endpoint";
import { withOwnNames } from "./ownNames";
import { profileProblem, profileRegion, profileRegionFix } from "./profile";
import { readProxies } from "./proxies";
import { readAssumeRole, readAssumeRoleWithOidc } from "./roles";
import { type Environment, type GetConfig, isSet, Settings } from "./settings";

export type { Environment, GetConfig };

/**
 * The only reader of Pulumi's configuration and of the environment. The names and their order are those of
 * `@pulumi/alicloud`, so that what works there works here.
 */

/** Everything that this package can be told. Each part is read when it is needed, and complains only then. */
export interface Configuration {
  /** The region of resources that name none; where it may be set, if it is not. */
  defaultRegion: () => Result<string>;
  /** How a profile of the CLI can give the region that nothing sets, if one can. */
  profileRegionFix: () => string | undefined;
  /** `mediacover:endpoint`. @throws ConfigurationError */
  endpoint: () => URL | undefined;
  /** `mediacover:maxQps`: calls a second of each operation, from 0.1 up. @throws ConfigurationError */
  maxQps: () => number;
  /** Where credentials are looked for, in this order. @throws ConfigurationError */
  credentialsSources: (transport: Transport) => CredentialsSource[];
  /** @throws ConfigurationError */
  proxies: () => Proxies;
  /** Under which name a setting was found; undefined for a default. */
  origin: (setting: "region" | "endpoint" | "maxQps") => string | undefined;
  /** What is wrong with the settings themselves, or with them for a resource's region, so that a preview can say it. */
  problems: (region?: string) => Problem[];
  /** What is unusual about them, though all may go well. */
  warnings: (region?: string) => string[];
}

/**
 * @param getConfig The stack's configuration.
 * @param environment Read anew at each use, never copied: what a user exports counts at once.
 */
export function readConfiguration(
  getConfig: GetConfig,
  environment: Environment = process.env,
): Configuration {
  const settings = new Settings(withOwnNames(getConfig), environment);
  const configuration: Configuration = {
    defaultRegion() {
      const region = settings.get("region") ?? profileRegion(settings)?.value;
      if (region !== undefined) return valid(region);
      return invalid("is not set", {
        fix: [...waysToSetRegion, configuration.profileRegionFix()].filter(isSet).join(", or "),
      });
    },
    profileRegionFix: () => profileRegionFix(settings),
    endpoint() {
      const endpoint = settings.get("endpoint");
      return endpoint === undefined ? undefined : parseEndpoint(endpoint);
    },
    maxQps() {
      const text = settings.get("maxQps");
      if (text === undefined) return defaults.maxQps;
      const maxQps = Number(text);
      if (Number.isFinite(maxQps) && maxQps >= 0.1) return maxQps;
      const rule = "must be a number of calls a second, 0.1 or more";
      const fix = `remove it for the default of ${defaults.maxQps}`;
      throw new ConfigurationError([{ path: ["mediacover:maxQps"], rule, got: describeValue(text), fix }]);
    },
    credentialsSources: (transport) => credentialsSources(settings, transport),
    proxies: () => readProxies(environment),
    problems(region) {
      const endpoint = () => {
        const override = configuration.endpoint();
        return region === undefined ? override : endpointFor(region, override);
      };
      const roles = [() => readAssumeRole(settings), () => readAssumeRoleWithOidc(settings)];
      const parts = [endpoint, configuration.maxQps, configuration.proxies, ...roles];
      const profile = profileProblem(settings);
      return [...parts.flatMap(findProblems), ...(profile === undefined ? [] : [profile])];
    },
    warnings(region) {
      const isHigh =
        findProblems(configuration.maxQps).length === 0 && configuration.maxQps() > limits.maxCallsPerSecond;
      const meant = [...regions].find((each) => region?.includes(each));
      return [
        region === undefined || regions.has(region)
          ? undefined
          : `region ${region} is not among those where MPS is known to run (${[...regions].join(", ")}); trying it all the same${meant === undefined ? "" : `. Did you mean ${meant}?`}`,
        isHigh
          ? `mediacover:maxQps is ${configuration.maxQps()}, where an account may make ${limits.maxCallsPerSecond} calls of a kind a second, unless its limit was raised`
          : undefined,
      ].filter(isSet);
    },
    origin: (setting) =>
      (settings.find(setting) ?? (setting === "region" ? profileRegion(settings) : undefined))?.name,
  };
  return configuration;
}

/** What is wrong with one part of the settings: nothing, if it can be read. */
function findProblems(read: () => unknown): readonly Problem[] {
  try {
    read();
    return [];
  } catch (error) {
    if (error instanceof EndpointRegionError)
      return error.problems.map((problem) => ({
        ...problem,
        path: ["mediacover:endpoint"],
        fix: "remove the setting",
      }));
    if (error instanceof ConfigurationError) return error.problems;
    throw error;
  }
}

const waysToSetRegion = [
  "set region on the resource or its Provider",
  "`pulumi config set alicloud:region cn-hangzhou`",
  "ALICLOUD_REGION",
];
