import type { z } from "zod";
import { nearestName } from "../cover/nearestName";
import { describeValue, type Path, type Problem, problemsIn } from "../cover/problem";
import { checkOnDelete } from "../cover/rules";
import type { ManifestDocument } from "./document";
import { locate, type ManifestProblem, problemAt, type WrittenProblem } from "./problem";
import {
  type CoverShape,
  coverShape,
  type DefaultsShape,
  defaultsShape,
  frameShape,
  type MapShape,
} from "./shape";

/** The usable parts of one file, even if other parts are wrong, so that all problems are found together. */
export interface ManifestParts {
  defaults: DefaultsShape;
  /** Whether nothing in the defaults is wrong. If so, a default that is missing was never written. */
  defaultsAreWhole: boolean;
  include: readonly string[];
  pictures: string | undefined;
  /** In the order of the file. */
  covers: readonly WrittenCover[];
}

/** One entry of a manifest. */
export interface WrittenCover {
  /** Whether it is a map, with any keys. */
  isMap: boolean;
  /** Whether it has this key, with any value. */
  has: (key: keyof CoverShape) => boolean;
  /** Its values, without those that break a rule. */
  values: Partial<CoverShape>;
  /** Whether no value breaks a rule and every key is known. */
  isWhole: boolean;
}

/** Checks the form of one file, and each value by its rule. */
export function checkShape(document: ManifestDocument): {
  parts: ManifestParts;
  problems: ManifestProblem[];
} {
  const frame = checkMap(frameShape(), document.value, []);
  const defaults = checkMap(defaultsShape(), frame.given.has("defaults") ? frame.given.get("defaults") : {}, [
    "defaults",
  ]);
  const entryShape = coverShape();
  const written = frame.given.get("covers");
  const entries = (Array.isArray(written) ? written : []).map((entry: unknown, index) =>
    checkMap(entryShape, entry, ["covers", index]),
  );
  const problems = [frame, defaults, ...entries].flatMap((each) => each.problems);
  return {
    parts: {
      defaults: defaults.values,
      defaultsAreWhole: defaults.problems.length === 0,
      include: frame.values.include ?? [],
      pictures: frame.values.pictures,
      covers: entries.map(({ isMap, given, values, problems: wrong }) => ({
        isMap,
        has: (key) => given.has(key),
        values,
        isWhole: wrong.length === 0,
      })),
    },
    problems: problems.map((problem) => locate(document, withSubject(problem))),
  };
}

/** A rule of the whole file has no path to name it by. */
function withSubject(problem: WrittenProblem): WrittenProblem {
  return problem.path.length === 0 ? { ...problem, rule: `the manifest ${problem.rule}` } : problem;
}

/** Checks defaults that a caller passes, by the same rules. @param file The manifest that they are for. */
export function checkDefaults(
  given: object,
  file: string,
): { defaults: DefaultsShape; problems: ManifestProblem[] } {
  const defaults = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  const { values, problems } = checkMap(defaultsShape(), defaults, ["defaults"]);
  return {
    defaults: values,
    problems: problems.map((problem) => {
      const located = problemAt({ file, line: 1, column: 1 }, problem);
      return { ...located, message: `the option ${located.message}` };
    }),
  };
}

/** A map of optional values, checked. */
interface CheckedMap<Values> {
  isMap: boolean;
  /** All that is written in it. */
  given: ReadonlyMap<string, unknown>;
  /** The values that obey their rules. */
  values: Partial<Values>;
  problems: WrittenProblem[];
}

/** Checks a map. If some values break their rules, the others are checked again alone, so that they can be used. */
function checkMap<Values>(
  { name, keys, schema }: MapShape<Values>,
  value: unknown,
  path: Path,
): CheckedMap<Values> {
  const isMap = typeof value === "object" && value !== null && !Array.isArray(value);
  const given = new Map<string, unknown>(isMap ? Object.entries(value) : []);
  const { data, error } = schema.safeParse(value, { reportInput: true });
  if (error === undefined) return { isMap, given, values: data, problems: [] };
  const problems = error.issues.flatMap((issue): readonly WrittenProblem[] => {
    if (issue.code === "unrecognized_keys")
      return issue.keys.map((key) => unknownKey(name, keys, [...path, key]));
    const steps = issue.path.map((step) => (typeof step === "number" ? step : String(step)));
    return translateIssue(issue).map((problem) => ({
      ...problem,
      path: [...path, ...steps, ...problem.path],
    }));
  });
  const wrong = new Set(problems.map((problem) => problem.path[path.length]));
  const others = Object.fromEntries([...given].filter(([key]) => !wrong.has(key)));
  return { isMap, given, values: schema.safeParse(others).data ?? {}, problems };
}

const kinds: Readonly<Record<string, string>> = { array: "list", object: "map", string: "text" };

function translateIssue(issue: z.core.$ZodIssue): readonly Problem[] {
  const { input } = issue;
  if (issue.code === "custom") {
    const { problem }: { problem?: Problem } = issue.params ?? {};
    return problem === undefined ? [] : [problem];
  }
  if (input === null || input === undefined)
    return [{ path: [], rule: "has no value", fix: "write one, or take it out" }];
  if (issue.code === "invalid_value") {
    return problemsIn(checkOnDelete(input));
  }
  if (issue.code === "invalid_union")
    return [{ path: [], rule: "must be a number or a text", got: describeValue(input) }];
  const kind = issue.code === "invalid_type" ? kinds[issue.expected] : undefined;
  return [
    { path: [], rule: kind === undefined ? issue.message : `must be a ${kind}`, got: describeValue(input) },
  ];
}

function unknownKey(map: string, keys: readonly string[], path: Path): WrittenProblem {
  const meant = nearestName(String(path.at(-1)), keys);
  const fix = meant === undefined ? `${map} takes ${keys.join(", ")}` : `did you mean ${meant}?`;
  return { path, rule: `is not a key of ${map}`, fix, isOfKey: true };
}
