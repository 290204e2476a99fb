import { nearestName } from "../cover/nearestName";
import { type Checked, reasonOf } from "../cover/rules";
import { isUnknown } from "./unknown";

/** One thing that is wrong with one argument. Pulumi shows both to the user. */
export interface CheckFailure {
  /** Empty where the reason names it itself: Pulumi prints the whole value of a property that it is told of. */
  property: string;
  reason: string;
}

/** The arguments to go on with, and everything that is wrong with them. */
export interface CheckResult {
  inputs: Record<string, unknown>;
  failures: CheckFailure[];
}

/** An argument as it goes on, or everything that is wrong with it. */
export type CheckedArgument = { value: unknown } | { failures: CheckFailure[] };

/** What each argument of a resource must be. */
export type ArgumentRules = Readonly<Record<string, (value: unknown) => CheckedArgument>>;

/** What the engine itself adds to the arguments of a dynamic resource. */
const engineProperty = "__provider";

/**
 * Validates and completes the arguments of a resource: every failure at once. Values that are not known yet pass,
 * whatever their declared type. Never throws.
 *
 * @param resource The resource's class, for errors.
 * @param news The arguments as the program gave them.
 */
export function checkArguments(
  resource: string,
  news: Readonly<Record<string, unknown>>,
  rules: ArgumentRules,
): CheckResult {
  const inputs: Record<string, unknown> = { ...news };
  const failures: CheckFailure[] = [];
  for (const [property, rule] of Object.entries(rules)) {
    if (isUnknown(news[property])) continue;
    const checked = rule(news[property]);
    if ("value" in checked) inputs[property] = checked.value;
    else failures.push(...checked.failures);
  }
  for (const property of Object.keys(news)) {
    if (property !== engineProperty && !Object.hasOwn(rules, property))
      failures.push(unknownArgument(resource, property, Object.keys(rules)));
  }
  return { inputs, failures };
}

/** Makes the rule for an argument that is a single value. */
export function single(
  property: string,
  rule: (value: unknown) => Checked,
): (value: unknown) => CheckedArgument {
  return (value) => {
    const checked = rule(value);
    if ("value" in checked) return checked;
    return { failures: checked.problems.map((problem) => ({ property, reason: reasonOf(problem, value) })) };
  };
}

function unknownArgument(resource: string, property: string, names: readonly string[]): CheckFailure {
  const meant = nearestName(property, names);
  const fix = meant === undefined ? `a ${resource} takes ${names.join(", ")}` : `did you mean ${meant}?`;
  return { property, reason: `is not an argument of ${resource}; ${fix}` };
}
