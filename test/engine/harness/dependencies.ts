/** Who depends on whom, as the state says. */

import type { ResourceState, Urn } from "./stack.ts";
import { parseProviderReference } from "./urn.ts";

/** Everything that a resource needs to exist: dependencies, parent and provider. */
function needsOf(state: ResourceState): Set<Urn> {
  const needs = new Set([
    ...(state.dependencies ?? []),
    ...Object.values(state.propertyDependencies ?? {}).flat(),
    state.parent ?? "",
    state.deletedWith ?? "",
  ]);
  if (state.provider !== undefined) needs.add(parseProviderReference(state.provider).urn);
  needs.delete("");
  return needs;
}

/** Resources that depend on `root`, directly or not, in the order of the state. Children are not dependants. */
export function dependantsOf(root: ResourceState, resources: readonly ResourceState[]): ResourceState[] {
  const reached = new Set([root.urn]);
  const dependants: ResourceState[] = [];
  for (const state of resources) {
    const needs = needsOf(state);
    if (state.parent !== undefined && !(state.dependencies ?? []).includes(state.parent))
      needs.delete(state.parent);
    if (state === root || ![...needs].some((urn) => reached.has(urn))) continue;
    reached.add(state.urn);
    dependants.push(state);
  }
  return dependants;
}

/** Groups in which resources may be deleted: nothing in a group is needed by a later group or by its own. */
export function deletionGroups(resources: readonly ResourceState[]): ResourceState[][] {
  const groups: ResourceState[][] = [];
  let rest = [...resources];
  while (rest.length > 0) {
    const needed = new Set(rest.flatMap((state) => [...needsOf(state)].filter((urn) => urn !== state.urn)));
    const free = rest.filter((state) => !needed.has(state.urn));
    // A circle cannot be made by a program; a hand-written checkpoint that has one is deleted all at once.
    const group = free.length > 0 ? free : rest;
    groups.push(group);
    rest = rest.filter((state) => !group.includes(state));
  }
  return groups;
}
