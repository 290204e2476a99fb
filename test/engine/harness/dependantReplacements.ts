/** Deleting a resource before its replacement exists takes those along that cannot live through it. */

import { compare } from "./comparison.ts";
import { dependantsOf } from "./dependencies.ts";
import type { Deployment } from "./deployment.ts";
import { unknownValue } from "./properties.ts";
import type { PropertyMap, ResourceState, Urn } from "./stack.ts";

/** Dependants of `root` that a change of what they take from it would replace, in the order of the state. */
export async function dependantsToReplace(
  deployment: Deployment,
  root: ResourceState,
  seen: ReadonlySet<Urn>,
): Promise<ResourceState[]> {
  const replaced = new Set([root.urn]);
  const found: ResourceState[] = [];
  const resources = deployment.snapshot.resources.filter((state) => state === root || !seen.has(state.urn));
  for (const state of dependantsOf(root, resources)) {
    if (!state.custom || state.external === true || state.delete === true) continue;
    const inputs = withUnknownsFrom(state, replaced);
    if (inputs === undefined) continue;
    const provider = deployment.providers.providerOf(state, deployment.snapshot.resources);
    const { urn, id = "", inputs: oldInputs, outputs: oldOutputs } = state;
    const request = { urn, id, oldInputs, oldOutputs, newInputs: inputs };
    const { replace } = await compare(provider, request, state.replaceOnChanges);
    if (!replace) continue;
    replaced.add(urn);
    found.push(state);
  }
  return found;
}

/** The inputs with everything unknown that comes from a replaced resource; undefined where nothing does. */
function withUnknownsFrom(state: ResourceState, replaced: ReadonlySet<Urn>): PropertyMap | undefined {
  const affected = Object.entries(state.propertyDependencies ?? {})
    .filter(([key, urns]) => key in state.inputs && urns.some((urn) => replaced.has(urn)))
    .map(([key]) => [key, unknownValue] as const);
  return affected.length === 0 ? undefined : { ...state.inputs, ...Object.fromEntries(affected) };
}
