import { inspect } from "node:util";
import { escapeInvisible } from "./invisible";
import { maskUrlSecrets } from "./redact";

/** What is wrong with a value, in one shape from the rules of a cover URL to manifests, settings and pictures. */

/** The place of a value in a resource, a manifest or the configuration: `["covers", 3, "url"]`. */
export type Path = readonly (string | number)[];

/** A rule that a value breaks. */
export interface Problem {
  /** Empty for the value itself. */
  path: Path;
  /** What the value must be, without a subject: "must be an absolute http: URL". */
  rule: string;
  /** The value, from `describeValue`; absent if it is missing or secret. */
  got?: string;
  /** What to do, as an instruction. A value that it offers obeys the rule itself. */
  fix?: string;
}

/** A value that obeys its rules, in the form in which it is used; or everything that is wrong with it. */
export type Result<Value, Wrong extends Problem = Problem> =
  | { ok: true; value: Value }
  | { ok: false; problems: readonly Wrong[] };

/** A value that obeys its rules. */
export const valid = <Value>(value: Value): Result<Value> => ({ ok: true, value });

/** A value that breaks one rule. */
export const invalid = (rule: string, more: Partial<Omit<Problem, "rule">> = {}): Result<never> => ({
  ok: false,
  problems: [{ path: [], rule, ...more }],
});

/** Everything that is wrong with a value; empty if it obeys its rules. */
export const problemsIn = (result: Result<unknown>): readonly Problem[] => (result.ok ? [] : result.problems);

/** Adds the place of a value to its problems. */
export function at<Value>(path: Path, result: Result<Value>): Result<Value> {
  if (result.ok) return result;
  return { ok: false, problems: result.problems.map((each) => ({ ...each, path: [...path, ...each.path] })) };
}

/** Renders a problem for users: `covers[3].url must be …; got "…"; write …`. */
export function describeProblem({ path, rule, got, fix }: Problem): string {
  return [
    [describePath(path), rule].filter((part) => part !== "").join(" "),
    ...(got === undefined ? [] : [`got ${got}`]),
    ...(fix === undefined ? [] : [fix]),
  ].join("; ");
}

/** Renders problems for users, one sentence each. */
export function describeProblems(problems: readonly Problem[]): string {
  return problems.map(describeProblem).join(". ");
}

/** Renders a path as code has it: `covers[3].url`, `covers["6cc3…"]`. */
export function describePath(path: Path): string {
  return path
    .map((step, index) => {
      if (typeof step === "number") return `[${step}]`;
      // Media ids look alike, whether or not they begin with a letter.
      if (!/^[A-Za-z_$][\w$:]*$/.test(step) || /^[0-9a-f]{32}$/.test(step)) return `[${describeValue(step)}]`;
      return index === 0 ? step : `.${step}`;
    })
    .join("");
}

const maxShownCharacters = 80;

/**
 * A value as an error shows it: quoted, cut to 80 characters, without passwords and signatures in URLs, invisible characters
 * as escapes.
 */
export function describeValue(value: unknown): string {
  const masked = maskTexts(value, 2);
  const text =
    typeof masked === "string"
      ? masked
      : inspect(masked, { depth: 1, breakLength: Infinity, maxStringLength: maxShownCharacters });
  // A character takes two units at the most.
  const characters = Array.from(text.slice(0, 2 * maxShownCharacters + 2));
  const isShort = characters.length <= maxShownCharacters;
  const shown = isShort ? characters.join("") : `${characters.slice(0, maxShownCharacters - 1).join("")}…`;
  return escapeInvisible(typeof value === "string" ? JSON.stringify(shown) : shown);
}

/** A copy of a value with every text in it masked, as far as it is shown. */
function maskTexts(value: unknown, depth: number): unknown {
  if (typeof value === "string") return maskUrlSecrets(value, { mayHoldAt: true });
  if (typeof value !== "object" || value === null) return value;
  if (depth === 0) return Array.isArray(value) ? [] : {};
  if (Array.isArray(value)) return value.slice(0, 10).map((each) => maskTexts(each, depth - 1));
  const entries = Object.entries(value).slice(0, 10);
  return Object.fromEntries(
    entries.map(([key, each]) => [maskUrlSecrets(key, { mayHoldAt: true }), maskTexts(each, depth - 1)]),
  );
}
