import { notAnArgument } from "../cover/nearestName";
import { at, type Problem, type Result } from "../cover/problem";
import { isUnknown } from "./unknown";

/** The arguments to go on with, and everything that is wrong with them. */
export interface CheckResult {
  inputs: Record<string, unknown>;
  problems: readonly Problem[];
}

/** What each argument of a resource must be. */
export type ArgumentRules = Readonly<Record<string, (value: unknown) => Result<unknown>>>;

/** What the engine itself adds to the arguments of a dynamic resource. */
const engineProperty = "__provider";

/**
 * Validates and completes the arguments of a resource: every problem at once. Values that are not known yet pass,
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
  const problems: Problem[] = [];
  for (const [argument, rule] of Object.entries(rules)) {
    if (isUnknown(news[argument])) continue;
    const checked = at([argument], rule(news[argument]));
    if (checked.ok) inputs[argument] = checked.value;
    else problems.push(...checked.problems);
  }
  for (const argument of Object.keys(news)) {
    if (argument !== engineProperty && !Object.hasOwn(rules, argument))
      problems.push(notAnArgument(`a ${resource}`, argument, Object.keys(rules)));
  }
  return { inputs, problems };
}
