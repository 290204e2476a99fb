import { notAnArgument } from "../cover/nearestName";
import { at, type Problem, type Result } from "../cover/problem";
import { isUnknown } from "./unknown";

/** The completed arguments, and everything that is wrong with them. */
export interface CheckResult {
  inputs: Record<string, unknown>;
  problems: readonly Problem[];
}

/** What each argument of a resource must be. */
export type ArgumentRules = Readonly<Record<string, (value: unknown) => Result<unknown>>>;

/** The engine adds this to the arguments of a dynamic resource. */
const engineProperty = "__provider";

/**
 * Validates and completes the arguments of a resource, and reports all problems together. Unknown values pass, whatever
 * their declared type. Never throws.
 *
 * @param resource The resource's class, for errors.
 * @param news The arguments as the program passes them.
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
