import type { GetConfig } from "../config";
import { describeProblem } from "../cover/problem";
import type { Host, ResourceMethods } from "../host/host";
import type { Diff } from "../lifecycle/change";
import type { Properties } from "../lifecycle/lifecycle";

/**
 * Door 1, the dynamic provider: the methods that the frozen stubs call. Pulumi's SDK hands properties over as plain
 * objects, so there is nothing to translate but what is wrong and what changes.
 */

/** What the SDK's provider process takes for a diff. */
export type DynamicDiff =
  | { changes: false }
  | { changes?: true; replaces: string[]; deleteBeforeReplace: true };

/** What the SDK's provider process takes for the result of a check. */
export interface DynamicCheckResult {
  inputs: Properties;
  failures: {
    /**
     * Always empty, and the reason names the argument. Pulumi prints the whole value of a property that it is told of, and
     * any value may hold a secret: a signed URL, under whatever name it was given.
     */
    property: "";
    reason: string;
  }[];
}

/** The methods of one type of resource, as the SDK calls them. */
export interface DynamicMethods<AllInputs, AllOutputs> extends Omit<
  ResourceMethods<AllInputs, AllOutputs>,
  "check" | "diff"
> {
  /**
   * Must take the configuration before it first yields: the SDK's process lets other calls pass while this one is under
   * way. The SDK calls it once for each stored text of a provider (the package may be installed for one resource and have
   * been linked for another; a set has its own), always with the process's one configuration.
   */
  configure: (request: { config: { get: GetConfig } }) => Promise<void>;
  check: (olds: Properties, news: Properties) => Promise<DynamicCheckResult>;
  diff: (id: string, olds: Properties, news: Properties) => Promise<DynamicDiff>;
}

/** The methods of a host, as the SDK calls them. */
export function dynamicMethods<AllInputs, AllOutputs>(
  host: Host,
  methods: ResourceMethods<AllInputs, AllOutputs>,
): DynamicMethods<AllInputs, AllOutputs> {
  return {
    // create, read, update and delete are the same: what they return is what the SDK wants.
    ...methods,
    async configure({ config }) {
      host.configure((key) => config.get(key));
    },
    async check(olds, news) {
      const { inputs, problems } = await methods.check(olds, news);
      return {
        inputs,
        failures: problems.map((problem) => ({ property: "", reason: describeProblem(problem) })),
      };
    },
    async diff(id, olds, news) {
      const diff = dynamicDiff(await methods.diff(id, olds, news));
      // What the packaged provider recorded lacks the text of this one, without which Pulumi can neither refresh nor delete.
      const isForeign = olds["__provider"] === undefined;
      return isForeign ? { replaces: [], deleteBeforeReplace: true, ...diff, changes: true } : diff;
    },
  };
}

/**
 * If arguments changed, `changes` is left out: the engine then finds them itself, and `replaceOnChanges` works. A retry has
 * the arguments of the last run, in which the engine would find no change.
 */
export function dynamicDiff({ changed }: Diff): DynamicDiff {
  if (changed.length === 0) return { changes: false };
  const replaced = changed.filter(({ onChange }) => onChange === "replace");
  return {
    ...(changed.some(({ isRetry }) => isRetry) && { changes: true }),
    replaces: replaced.map(({ path }) => path.join(".")),
    deleteBeforeReplace: true,
  };
}
