/** The steps themselves: one call of a provider each, and what it leaves in the snapshot. */

import { changedKeys, isSecret, markSecretKeys, unknownValue } from "./properties.ts";
import type { Deployment, PlannedStep } from "./deployment.ts";
import { ProviderError, type ResourceProvider } from "./resourceProvider.ts";
import type { PendingOperation, ResourceState, StepOp } from "./stack.ts";

/** Nothing to do but to remember the new options. */
export function sameStep(deployment: Deployment, old: ResourceState, next: ResourceState): PlannedStep {
  return {
    op: "same",
    urn: next.urn,
    async apply() {
      copyIdentity(old, next);
      next.outputs = old.outputs;
      finish(next);
      deployment.snapshot.put(next, old);
    },
  };
}

/** Creates a resource; with `old`, as its replacement. */
export function createStep(
  deployment: Deployment,
  provider: ResourceProvider | undefined,
  next: ResourceState,
  replaced?: { old: ResourceState; deleteLater: boolean },
): PlannedStep {
  const { snapshot, preview } = deployment;
  const commit = (): void => {
    finish(next);
    if (replaced?.deleteLater === true) replaced.old.delete = true;
    snapshot.put(next, replaced?.deleteLater === false ? replaced.old : undefined);
  };
  return {
    op: replaced === undefined ? "create" : "create-replacement",
    urn: next.urn,
    ...(replaced && { diff: changedKeys(replaced.old.inputs, next.inputs) }),
    async apply() {
      if (provider !== undefined) {
        const request = { urn: next.urn, inputs: next.inputs, preview };
        const create = async () => {
          const { id, outputs } = await provider.create(request);
          Object.assign(next, { id, outputs });
        };
        await during(deployment, "creating", next, create, (failure) => {
          Object.assign(next, { id: failure.id, outputs: failure.outputs, initErrors: failure.reasons });
          commit();
        });
      }
      commit();
    },
  };
}

/** Changes a resource in place. */
export function updateStep(
  deployment: Deployment,
  provider: ResourceProvider | undefined,
  old: ResourceState,
  next: ResourceState,
): PlannedStep {
  const { snapshot, preview } = deployment;
  return {
    op: "update",
    urn: next.urn,
    diff: changedKeys(old.inputs, next.inputs),
    async apply() {
      copyIdentity(old, next);
      // A component's outputs come later, by registerResourceOutputs.
      if (provider !== undefined) {
        const request = {
          urn: next.urn,
          id: old.id ?? "",
          inputs: next.inputs,
          oldOutputs: old.outputs,
          preview,
        };
        const update = async () => {
          next.outputs = await provider.update(request);
        };
        await during(deployment, "updating", next, update, (failure) => {
          // The old inputs stay: nobody knows how much of the new ones was applied.
          Object.assign(next, { inputs: old.inputs, outputs: failure.outputs, initErrors: failure.reasons });
          finish(next);
          snapshot.put(next, old);
        });
      }
      finish(next);
      snapshot.put(next, old);
    },
  };
}

/** Says that a resource is being replaced; the work is in the steps around it. */
export function replaceStep(old: ResourceState, next: ResourceState): PlannedStep {
  return {
    op: "replace",
    urn: next.urn,
    diff: changedKeys(old.inputs, next.inputs),
    apply: async () => undefined,
  };
}

/** Why a resource is deleted: for good, after its replacement was made, or to make room for it. */
export type DeleteReason = "gone" | "replaced" | "to be replaced";

/** Deletes a resource. */
export function deleteStep(deployment: Deployment, old: ResourceState, reason: DeleteReason): PlannedStep {
  const { snapshot, preview } = deployment;
  return {
    op: deleteOp(old, reason),
    urn: old.urn,
    async apply() {
      if (reason === "gone" && old.protect === true) throw protectedError(old);
      if (!preview && callsProvider(old)) {
        const provider = deployment.providers.providerOf(old, snapshot.resources);
        const request = { urn: old.urn, id: old.id ?? "", inputs: old.inputs, outputs: old.outputs };
        await during(deployment, "deleting", old, () => provider.delete(request));
      }
      if (reason === "to be replaced") {
        old.pendingReplacement = true;
        snapshot.changed();
      } else {
        snapshot.remove(old);
      }
    },
  };
}

/** Reads a resource that the program only refers to: `get`. */
export function readStep(
  deployment: Deployment,
  provider: ResourceProvider,
  old: ResourceState | undefined,
  next: ResourceState,
): PlannedStep {
  const replaces = old !== undefined && old.external !== true && old.id !== next.id;
  return {
    op: replaces ? "read-replacement" : "read",
    urn: next.urn,
    async apply() {
      const id = next.id ?? "";
      if (id !== unknownValue) {
        const request = { urn: next.urn, id, inputs: next.inputs, outputs: next.inputs };
        const result = await provider.read(request);
        next.outputs = result.outputs;
        if (result.id !== "") next.id = result.id;
      }
      finish(next);
      if (replaces) old.delete = true;
      deployment.snapshot.put(next, replaces ? undefined : old);
      return { counted: old !== undefined && changedKeys(old.outputs, next.outputs).length > 0 };
    },
  };
}

function deleteOp(old: ResourceState, reason: DeleteReason): StepOp {
  if (reason === "gone") {
    if (old.pendingReplacement === true) return "remove-pending-replace";
    return old.external === true ? "discard" : "delete";
  }
  return old.external === true ? "discard-replaced" : "delete-replaced";
}

function callsProvider(old: ResourceState): boolean {
  return (
    old.custom && old.external !== true && old.retainOnDelete !== true && old.pendingReplacement !== true
  );
}

function protectedError({ urn }: ResourceState): Error {
  return new Error(
    `resource "${urn}" cannot be deleted\nbecause it is protected. To unprotect the resource, either remove the ` +
      "`protect` flag from the resource in your Pulumi program and run `pulumi up`, or use the command:\n" +
      `\`pulumi state unprotect '${urn}'\``,
  );
}

/** What a resource is, it stays. */
function copyIdentity(old: ResourceState, next: ResourceState): void {
  if (old.id !== undefined) next.id = old.id;
}

/** Marks the outputs that are secret because the options say so or because the input of the same name is. */
function finish(state: ResourceState): void {
  const secretInputs = Object.keys(state.inputs).filter((key) => isSecret(state.inputs[key]));
  state.outputs = markSecretKeys(state.outputs, [...secretInputs, ...(state.additionalSecretOutputs ?? [])]);
}

/** Runs a call that changes the world between two entries of the snapshot. Previews change nothing. */
async function during(
  { snapshot, preview }: Deployment,
  type: PendingOperation["type"],
  { urn }: ResourceState,
  call: () => Promise<void>,
  onPartialFailure?: (failure: NonNullable<ProviderError["partial"]>) => void,
): Promise<void> {
  const end = preview ? () => undefined : snapshot.begin({ type, urn });
  try {
    await call();
    end();
  } catch (error) {
    end();
    if (!(error instanceof ProviderError) || error.partial === undefined) {
      snapshot.changed();
      throw error;
    }
    onPartialFailure?.(error.partial);
    const { reasons } = error.partial;
    const count = `${reasons.length} ${reasons.length === 1 ? "error" : "errors"} occurred:`;
    throw new Error([count, ...reasons.map((reason) => `\t* ${reason}`)].join("\n"), { cause: error });
  }
}
