import {
  type CheckRequest,
  CheckResponse,
  type ConfigureRequest,
  ConfigureResponse,
  type DiffRequest,
  DiffResponse,
} from "@pulumi/pulumi/proto/provider_pb";
import { isDeepStrictEqual } from "node:util";
import { type GetConfig, readConfiguration } from "../config";
import { configurationKeys, settingNames } from "../config/settings";
import { notAnArgument } from "../cover/nearestName";
import { describeProblem } from "../cover/problem";
import { isUnknown } from "../lifecycle/unknown";
import type { Properties } from "../lifecycle/lifecycle";
import { checkFailure } from "./resources";
import { nameIn } from "./urn";
import { fromStruct } from "./values";

/** The engine's calls about the provider's own configuration. Its keys are those of the stack, without the part before the colon. */

/** The arguments of a provider by the full names of the stack's configuration: `region` is `alicloud:region`. */
const argumentNames: ReadonlyMap<string, string> = new Map(
  configurationKeys.map((key) => [key.replace(/^.*:/, ""), key]),
);

/** What the engine itself adds. */
const engineArguments: ReadonlySet<string> = new Set(["version", "pluginDownloadURL", "name"]);

/** Everything that is wrong with the configuration, before anything runs. */
export function checkConfig(request: CheckRequest): CheckResponse {
  const { values } = fromStruct(request.getNews());
  const unknownNames = Object.keys(values).filter(
    (name) => !argumentNames.has(name) && !engineArguments.has(name),
  );
  const reasons = unknownNames.map((name) =>
    describeProblem(notAnArgument("the mediacover provider", name, [...argumentNames.keys()])),
  );
  const response = new CheckResponse();
  response.setInputs(request.getNews());
  response.setFailuresList([...reasons, ...settingProblems(values)].map(checkFailure));
  return response;
}

/** The problems that do not depend on unknown values. */
function settingProblems(values: Properties): string[] {
  const known = Object.fromEntries(Object.entries(values).filter(([, value]) => !isUnknown(value)));
  return readConfiguration(getConfigFrom(known)).problems().map(describeProblem);
}

/** No change here replaces a resource. A changed region does, but that shows in the diff of the resource. */
export function diffConfig(request: DiffRequest): DiffResponse {
  const olds = fromStruct(request.getOldInputs() ?? request.getOlds()).values;
  const news = fromStruct(request.getNews()).values;
  const names = [...new Set([...Object.keys(olds), ...Object.keys(news)])];
  const changed = names.filter((name) => !isDeepStrictEqual(olds[name], news[name]));
  const { DIFF_NONE, DIFF_SOME } = DiffResponse.DiffChanges;
  const response = new DiffResponse();
  response.setChanges(changed.length === 0 ? DIFF_NONE : DIFF_SOME);
  response.setDiffsList(changed);
  return response;
}

/**
 * Passes the configuration on, and tells the engine which features this provider supports.
 *
 * @throws Error for an engine that does not send what this provider needs.
 */
export function configure(
  request: ConfigureRequest,
  take: (getConfig: GetConfig) => void,
): ConfigureResponse {
  if (!request.getAcceptsecrets() || !request.getSendsOldInputs()) throw new Error(engineTooOld);
  const { values } = fromStruct(request.getArgs());
  // How the names of the engine's default providers begin: sdk/go/common/providers/reference.go in pulumi/pulumi.
  const isExplicit = !nameIn(request.getUrn() ?? "").startsWith("default");
  take(getConfigFrom(values, isExplicit && namesCredentials(values)));
  const response = new ConfigureResponse();
  response.setAcceptsecrets(true);
  response.setSupportspreview(true);
  return response;
}

const engineTooOld =
  "this Pulumi CLI is too old for the mediacover provider, which needs secrets and the previous inputs of a resource: install a current version";

/** Reads a provider's arguments by the full names of settings. Objects are JSON, as in the configuration of a stack. */
function getConfigFrom(values: Properties, hasOwnCredentials = false): GetConfig {
  const texts = new Map(
    [...argumentNames].flatMap(([name, key]) => {
      const value = values[name];
      if (value === undefined || value === null) return [];
      return [[key, typeof value === "string" ? value : JSON.stringify(value)] as const];
    }),
  );
  if (hasOwnCredentials) texts.set(settingNames.ownCredentials.key, "true");
  return (key) => texts.get(key);
}

/** Whether a provider names its own credentials. If so, those in the environment are ignored: they may be the stack's. */
function namesCredentials(values: Properties): boolean {
  const sources = ["profile", "sharedCredentialsFile", "ecsRoleName", "assumeRoleWithOidc", "credentialsUri"];
  return sources.some((name) => Boolean(values[name])) || Boolean(values["accessKey"] && values["secretKey"]);
}
