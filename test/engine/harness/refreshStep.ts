/** Compares a resource of the state with what its provider reads. */

import { compare } from "./comparison.ts";
import type { Deployment, PlannedStep, StepOutcome } from "./deployment.ts";
import { changedKeys, isSecret, markSecretKeys } from "./properties.ts";
import type { ResourceState } from "./stack.ts";
import { isProviderType } from "./urn.ts";

/** Takes over what the provider reads; a resource that is gone is dropped. */
export function refreshStep(deployment: Deployment, state: ResourceState): PlannedStep {
  const unaffected = !state.custom || isProviderType(state.type) || state.pendingReplacement === true;
  return {
    op: "refresh",
    urn: state.urn,
    apply: async () => (unaffected ? { op: "same", diff: [] } : refresh(deployment, state)),
  };
}

async function refresh(deployment: Deployment, state: ResourceState): Promise<StepOutcome> {
  const { snapshot } = deployment;
  const provider = deployment.providers.providerOf(state, snapshot.resources);
  const { urn, id = "", inputs: oldInputs, outputs: oldOutputs } = state;
  const read = await provider.read({ urn, id, inputs: oldInputs, outputs: oldOutputs });
  if (read.id === "") {
    snapshot.remove(state);
    return { op: "delete", diff: [] };
  }
  const inputs = read.inputs ?? oldInputs;
  const secretKeys = Object.keys(inputs).filter((key) => isSecret(inputs[key]));
  const outputs = markSecretKeys(read.outputs, [...secretKeys, ...(state.additionalSecretOutputs ?? [])]);
  const diff = changedKeys(oldOutputs, outputs);
  // The change to report is the one that the next `up` would have to undo.
  const changed =
    state.external === true
      ? diff.length > 0
      : (
          await compare(provider, {
            urn,
            id: read.id,
            oldInputs: inputs,
            oldOutputs: outputs,
            newInputs: oldInputs,
          })
        ).changes;
  Object.assign(state, { id: read.id, inputs, outputs, initErrors: [] });
  snapshot.changed();
  return { op: changed ? "update" : "same", diff };
}
