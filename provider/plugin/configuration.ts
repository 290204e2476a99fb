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

/** The engine's calls about the provider's own configuration: the keys are those of the stack's, without what is before the colon. */

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

/** What does not depend on what is not known yet. */
function settingProblems(values: Properties): string[] {
  const known = Object.fromEntries(Object.entries(values).filter(([, value]) => !isUnknown(value)));
  return readConfiguration(getConfigFrom(known)).problems().map(describeProblem);
}

/** Nothing here replaces a resource: a changed region does, when the resource is compared. */
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
 * Hands the configuration over, and tells the engine what this provider can take.
 *
 * @throws Error for an engine that does not send what this provider needs.
 */
export function configure(
  request: ConfigureRequest,
  take: (getConfig: GetConfig) => void,
): ConfigureResponse {
  if (!request.getAcceptsecrets() || !request.getSendsOldInputs()) throw new Error(engineTooOld);
  const { values } = fromStruct(request.getArgs());
  // The engine makes the default providers, whose names begin so: sdk/go/common/providers/reference.go in pulumi/pulumi.
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

/** Whether a provider says whose credentials it uses. Those of the environment are then left alone: they may be the stack's. */
function namesCredentials(values: Properties): boolean {
  const sources = ["profile", "sharedCredentialsFile", "ecsRoleName", "assumeRoleWithOidc", "credentialsUri"];
  return sources.some((name) => Boolean(values[name])) || Boolean(values["accessKey"] && values["secretKey"]);
}
