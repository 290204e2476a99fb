/** Decides which steps bring a resource from its old state to what the program wants. */

import { compare, type Comparison, withIgnoredChanges } from "./comparison.ts";
import { describeFailure } from "./checkFailure.ts";
import { dependantsToReplace } from "./dependantReplacements.ts";
import type { Deployment, PlannedStep } from "./deployment.ts";
import { type Goal, stateOf } from "./goal.ts";
import { sameProperties } from "./properties.ts";
import type { ResourceProvider } from "./resourceProvider.ts";
import type { PropertyMap, ResourceState, Urn } from "./stack.ts";
import { createStep, deleteStep, readStep, replaceStep, sameStep, updateStep } from "./steps.ts";
import { isDefaultProvider, parseProviderReference } from "./urn.ts";

/** The steps of one resource, and the state that they will have filled in. */
export interface Plan {
  steps: PlannedStep[];
  state: ResourceState;
}

/** Sees every registration of an operation, one at a time. */
export class StepGenerator {
  /** Old URNs and new ones that the program has registered: what is not here is gone from the program. */
  readonly seen = new Set<Urn>();
  readonly #deployment: Deployment;
  readonly #olds: Map<Urn, ResourceState>;
  readonly #replace: ReadonlySet<Urn>;
  /** Deleted early because something that they depend on is replaced; by their old URN. */
  readonly #deletedEarly = new Set<Urn>();

  constructor(deployment: Deployment, replace: readonly Urn[] = []) {
    this.#deployment = deployment;
    this.#replace = new Set(replace);
    const current = deployment.snapshot.resources.filter((state) => state.delete !== true);
    this.#olds = new Map(current.map((state) => [state.urn, state]));
  }

  /** The old state of a provider resource or any other, by its URN. */
  oldOf(urn: Urn): ResourceState | undefined {
    return this.#olds.get(urn);
  }

  /** Plans a registration. */
  async plan(goal: Goal): Promise<Plan> {
    const old = this.#claim(goal.urn, goal.aliases);
    const state = stateOf(goal);
    if (!goal.custom) return { state, steps: [this.#planComponent(old, state)] };
    const provider = this.#deployment.providers.providerOf(state, this.#deployment.snapshot.resources);
    const steps = await this.#planCustom(goal, old, state, provider);
    return { state, steps };
  }

  /** Plans a `get`. */
  planRead(state: ResourceState): Plan {
    const old = this.#claim(state.urn, []);
    const provider = this.#deployment.providers.providerOf(state, this.#deployment.snapshot.resources);
    return { state, steps: [readStep(this.#deployment, provider, old, state)] };
  }

  /** Finds the old state under the present name or a former one, and marks both as seen. */
  #claim(urn: Urn, aliases: readonly Urn[]): ResourceState | undefined {
    if (this.seen.has(urn)) {
      throw this.#deployment.error(`Duplicate resource URN '${urn}'; try giving it a unique name`, urn);
    }
    const oldUrn = [urn, ...aliases].find((candidate) => this.#olds.has(candidate));
    this.seen.add(urn);
    if (oldUrn === undefined) return undefined;
    this.seen.add(oldUrn);
    return this.#olds.get(oldUrn);
  }

  #planComponent(old: ResourceState | undefined, state: ResourceState): PlannedStep {
    if (old === undefined) return createStep(this.#deployment, undefined, state);
    return sameProperties(old.inputs, state.inputs)
      ? sameStep(this.#deployment, old, state)
      : updateStep(this.#deployment, undefined, old, state);
  }

  async #planCustom(
    goal: Goal,
    old: ResourceState | undefined,
    state: ResourceState,
    provider: ResourceProvider,
  ): Promise<PlannedStep[]> {
    const deployment = this.#deployment;
    if (old === undefined) {
      state.inputs = await this.#check(provider, goal.urn, {}, goal.inputs);
      return [createStep(deployment, provider, state)];
    }
    const startsAfresh =
      this.#deletedEarly.has(old.urn) || old.external === true || this.#replace.has(goal.urn);
    const wanted = withIgnoredChanges(goal.inputs, old.inputs, goal.ignoreChanges);
    state.inputs = await this.#check(provider, goal.urn, startsAfresh ? {} : old.inputs, wanted);
    if (this.#deletedEarly.has(old.urn)) {
      return [replaceStep(old, state), createStep(deployment, provider, state, { old, deleteLater: false })];
    }
    if (old.external === true) return this.#createThenDelete(provider, old, state);

    const comparison = await this.#compare(provider, old, state);
    if ((comparison.changes && comparison.replace) || old.pendingReplacement === true) {
      return this.#planReplacement(goal, old, state, provider, comparison);
    }
    if (comparison.changes || (old.initErrors ?? []).length > 0) {
      return [updateStep(deployment, provider, old, state)];
    }
    return [sameStep(deployment, old, state)];
  }

  async #compare(provider: ResourceProvider, old: ResourceState, state: ResourceState): Promise<Comparison> {
    const mustReplace = this.#replace.has(state.urn) || providerChanged(old, state);
    if (mustReplace) return { changes: true, replace: true, deleteBeforeReplace: false };
    const request = {
      urn: state.urn,
      id: old.id ?? "",
      oldInputs: old.inputs,
      oldOutputs: old.outputs,
      newInputs: state.inputs,
    };
    return compare(provider, request, state.replaceOnChanges);
  }

  async #planReplacement(
    goal: Goal,
    old: ResourceState,
    state: ResourceState,
    provider: ResourceProvider,
    { deleteBeforeReplace }: Comparison,
  ): Promise<PlannedStep[]> {
    const deployment = this.#deployment;
    if (goal.protect && old.protect === true) {
      throw deployment.error(
        `unable to replace resource "${goal.urn}"\nas it is currently marked for protection. To unprotect the ` +
          "resource, remove the `protect` flag from the resource in your Pulumi program and run `pulumi up`",
        goal.urn,
      );
    }
    // Defaults that check took over from the old resource do not hold for a new one.
    if (!this.#replace.has(goal.urn)) {
      state.inputs = await this.#check(provider, goal.urn, {}, goal.inputs);
    }
    if (!(goal.deleteBeforeReplace ?? deleteBeforeReplace))
      return this.#createThenDelete(provider, old, state);

    const dependants = await dependantsToReplace(deployment, old, this.seen);
    for (const dependant of dependants) this.#deletedEarly.add(dependant.urn);
    const condemned = [...dependants.toReversed(), ...(old.pendingReplacement === true ? [] : [old])];
    return [
      ...condemned.map((each) => deleteStep(deployment, each, "to be replaced")),
      replaceStep(old, state),
      createStep(deployment, provider, state, { old, deleteLater: false }),
    ];
  }

  #createThenDelete(provider: ResourceProvider, old: ResourceState, state: ResourceState): PlannedStep[] {
    // A resource that is deleted already has nothing left to delete later.
    const deleteLater = old.pendingReplacement !== true;
    return [createStep(this.#deployment, provider, state, { old, deleteLater }), replaceStep(old, state)];
  }

  async #check(
    provider: ResourceProvider,
    urn: Urn,
    olds: PropertyMap,
    news: PropertyMap,
  ): Promise<PropertyMap> {
    const { inputs, failures } = await provider.check(urn, olds, news);
    const errors = failures.map((failure) =>
      this.#deployment.error(describeFailure(urn, news, failure), urn),
    );
    if (errors[0] !== undefined) throw errors[0];
    return inputs;
  }
}

/** A change between default providers goes unnoticed; any other change of provider replaces. */
function providerChanged(old: ResourceState, state: ResourceState): boolean {
  if (old.provider === state.provider || old.provider === undefined || state.provider === undefined)
    return false;
  const [before, after] = [parseProviderReference(old.provider), parseProviderReference(state.provider)];
  return !(isDefaultProvider(before.urn) && isDefaultProvider(after.urn));
}
