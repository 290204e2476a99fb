import type { z } from "zod";
import { nearestName } from "../cover/nearestName";
import type { ManifestDocument, Path } from "./document";
import type { ManifestProblem } from "./problem";
import {
  type CoverShape,
  coverShape,
  type DefaultsShape,
  defaultsShape,
  keysAt,
  manifestShape,
} from "./shape";

/** What can be used of one file, also where other parts of it are wrong, so that all that is wrong is found in one go. */
export interface ManifestParts {
  defaults: DefaultsShape;
  /** Whether the defaults are as they were meant: what is missing there is missing for good. */
  defaultsAreWhole: boolean;
  include: readonly string[];
  pictures: string | undefined;
  /** In the order of the file. */
  covers: readonly WrittenCover[];
}

/** One entry of a manifest. */
export interface WrittenCover {
  /** Whether it is a map, with whatever keys. */
  isMap: boolean;
  /** Whether it has this key, with whatever value. */
  has: (key: keyof CoverShape) => boolean;
  /** Its values; those that break their rule are absent. */
  values: CoverShape;
  /** Whether none of them does, and there are no other keys. */
  isWhole: boolean;
}

/** Checks the form of one file, and each value by the rule for it. */
export function checkShape(document: ManifestDocument): {
  parts: ManifestParts;
  problems: ManifestProblem[];
} {
  const { data, error } = manifestShape().safeParse(document.value);
  const written = entriesOf(document.value);
  const covers = written.get("covers");
  const { include, pictures } = manifestShape().shape;
  const defaults = written.get("defaults") ?? {};
  return {
    parts: {
      defaults: usable(defaultsShape(), defaults) ?? {},
      defaultsAreWhole: defaultsShape().safeParse(defaults).success,
      include: include.safeParse(written.get("include")).data ?? [],
      pictures: pictures.safeParse(written.get("pictures")).data,
      covers: (Array.isArray(covers) ? covers : []).map((cover: unknown, index) =>
        writtenCover(cover, data?.covers?.[index]),
      ),
    },
    problems: (error?.issues ?? []).flatMap((issue) => problemsOf(issue, document)),
  };
}

/** Checks defaults that a caller gives, by the same rules. @param file The manifest that they are for. */
export function checkDefaults(
  given: object,
  file: string,
): { defaults: DefaultsShape; problems: ManifestProblem[] } {
  const defaults = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  const { error } = defaultsShape().safeParse(defaults);
  const messages = (error?.issues ?? []).flatMap((issue) => {
    const path = ["defaults", ...issue.path];
    return issue.code === "unrecognized_keys"
      ? issue.keys.map((key) => unknownKey(path, key))
      : [`${pathName(path)} ${issue.message}`];
  });
  return {
    defaults: usable(defaultsShape(), defaults) ?? {},
    problems: messages.map((message) => ({ file, line: 1, column: 1, message: `the option ${message}` })),
  };
}

/** @param parsed The entry, where the whole file is as it should be. */
function writtenCover(cover: unknown, parsed: CoverShape | undefined): WrittenCover {
  const keys = entriesOf(cover);
  const data = parsed ?? coverShape().safeParse(cover).data;
  return {
    isMap: isMap(cover),
    has: (key) => keys.has(key),
    values: data ?? usable(coverShape(), cover) ?? {},
    isWhole: data !== undefined,
  };
}

/** A map of optional keys, without those that break their rule or are not known. */
function usable<T>(shape: z.ZodType<T>, value: unknown): T | undefined {
  const { data, error } = shape.safeParse(value);
  if (error === undefined) return data;
  const wrong = new Set(
    error.issues.flatMap((issue) =>
      issue.code === "unrecognized_keys" ? issue.keys : [String(issue.path[0])],
    ),
  );
  return shape.safeParse(Object.fromEntries([...entriesOf(value)].filter(([key]) => !wrong.has(key)))).data;
}

function entriesOf(value: unknown): ReadonlyMap<string, unknown> {
  return new Map(isMap(value) ? Object.entries(value) : []);
}

function isMap(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function problemsOf(issue: z.core.$ZodIssue, document: ManifestDocument): ManifestProblem[] {
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({
      ...document.keyPositionOf(issue.path, key),
      message: unknownKey(issue.path, key),
    }));
  }
  const name = issue.path.length === 0 ? "the manifest" : pathName(issue.path);
  return [{ ...document.positionOf(issue.path), message: `${name} ${issue.message}` }];
}

function unknownKey(path: Path, key: string): string {
  const { of, names } = keysAt(path);
  const meant = nearestName(key, names);
  const fix = meant === undefined ? `${of} takes ${names.join(", ")}` : `did you mean ${meant}?`;
  return `${pathName([...path, key])} is not a key of ${of}; ${fix}`;
}

/** `covers[3].url`. */
function pathName(path: Path): string {
  return path
    .map((step, index) =>
      typeof step === "number" ? `[${step}]` : `${index === 0 ? "" : "."}${String(step)}`,
    )
    .join("");
}
