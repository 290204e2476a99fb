/** What has to happen to a resource: the provider's diff, and what the options make of it. */

import { changedKeys, isSecret, openSecret } from "./properties.ts";
import type { DiffRequest, DiffResult, ResourceProvider } from "./resourceProvider.ts";
import type { PropertyMap } from "./stack.ts";

/** The decision. */
export interface Comparison {
  changes: boolean;
  replace: boolean;
  deleteBeforeReplace: boolean;
}

/**
 * Asks the provider; where it has no opinion the inputs decide. `replaceOnChanges` applies to what differs, by the inputs or by
 * what the provider says of it.
 */
export async function compare(
  provider: ResourceProvider,
  request: DiffRequest,
  replaceOnChanges: readonly string[] = [],
): Promise<Comparison> {
  const { changes, diffs = [], replaces, deleteBeforeReplace }: DiffResult = await provider.diff(request);
  const keys = changes === "unknown" ? changedKeys(request.oldInputs, request.newInputs) : diffs;
  const replaceKeys = keys.filter((key) => replaceOnChanges.includes(key) || replaceOnChanges.includes("*"));
  const changed = changes === "some" || keys.length > 0;
  return {
    changes: changed,
    replace: changed && (replaces.length > 0 || replaceKeys.length > 0),
    deleteBeforeReplace,
  };
}

/** `ignoreChanges`: puts the old value of each path in the place of the new one. Paths are keys joined by dots. */
export function withIgnoredChanges(
  news: PropertyMap,
  olds: PropertyMap,
  paths: readonly string[],
): PropertyMap {
  let inputs = news;
  for (const path of paths) inputs = resetPath(inputs, olds, path.split("."));
  return inputs;
}

function resetPath(news: PropertyMap, olds: PropertyMap, [key = "", ...rest]: string[]): PropertyMap {
  if (key === "*") return { ...olds };
  const [value, old] = [news[key], olds[key]];
  if (rest.length > 0 && isObject(value) && isObject(old))
    return { ...news, [key]: resetPath(value, old, rest) };
  if (old !== undefined) return { ...news, [key]: old };
  const { [key]: _added, ...others } = news;
  return others;
}

function isObject(value: PropertyMap[string] | undefined): value is PropertyMap {
  if (value === undefined || isSecret(value)) return false;
  const plain = openSecret(value);
  return typeof plain === "object" && plain !== null && !Array.isArray(plain);
}
