import { DiffResponse, PropertyDiff } from "@pulumi/pulumi/proto/provider_pb";
import type { Change, Diff } from "../lifecycle/change";
import type { Properties } from "../lifecycle/lifecycle";

/** The lifecycle's diff in the engine's form: a path for each changed value, so that a preview shows only those. */

/** The arguments, as the engine had and has them. */
export interface Arguments {
  /** The arguments of the last run. */
  before: Properties;
  /** Those of this one, checked. */
  now: Properties;
}

/** The answer to the engine's Diff. */
export function diffResponse({ changed }: Diff, { before, now }: Arguments): DiffResponse {
  const response = new DiffResponse();
  const { DIFF_NONE, DIFF_SOME } = DiffResponse.DiffChanges;
  response.setChanges(changed.length === 0 ? DIFF_NONE : DIFF_SOME);
  response.setHasdetaileddiff(true);
  for (const change of changed) {
    const detail = new PropertyDiff();
    detail.setKind(detailedKind(change));
    // If an argument is unchanged, the engine shows the recorded value as the old one.
    detail.setInputdiff(valueAt(before, change.path) !== valueAt(now, change.path));
    response.getDetaileddiffMap().set(propertyPath(change.path), detail);
  }
  response.setDiffsList(names(changed));
  response.setReplacesList(names(changed.filter(({ onChange }) => onChange === "replace")));
  // In the other order, deleting the old resource would undo the cover of the new one.
  response.setDeletebeforereplace(true);
  return response;
}

const kinds = {
  add: { update: PropertyDiff.Kind.ADD, replace: PropertyDiff.Kind.ADD_REPLACE },
  update: { update: PropertyDiff.Kind.UPDATE, replace: PropertyDiff.Kind.UPDATE_REPLACE },
  delete: { update: PropertyDiff.Kind.DELETE, replace: PropertyDiff.Kind.DELETE_REPLACE },
} as const;

const detailedKind = ({ kind, onChange }: Change) => kinds[kind][onChange];

/** The arguments that changed, each once. */
const names = (changes: readonly Change[]): string[] => [
  ...new Set(changes.flatMap(({ path }) => path.slice(0, 1))),
];

/** A path in Pulumi's syntax: `covers["6cc3…"]`. */
function propertyPath([name = "", ...keys]: readonly string[]): string {
  return [name, ...keys.map((key) => `["${key.replaceAll('"', String.raw`\"`)}"]`)].join("");
}

function valueAt(properties: Properties, path: readonly string[]): unknown {
  return path.reduce<unknown>((value, key) => Object(value)[key], properties);
}
