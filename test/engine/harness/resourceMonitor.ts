/** Takes the program's registrations: decides about one at a time, carries them out side by side. */

import { Bail, type Deployment } from "./deployment.ts";
import { type Goal, plainGoal } from "./goal.ts";
import { Unavailable } from "./grpcServer.ts";
import { packageOf } from "./providerRegistry.ts";
import type { PropertyMap, ResourceState, Urn } from "./stack.ts";
import type { Plan, StepGenerator } from "./stepGenerator.ts";
import { isProviderType, isStackType, providerReference, typeOf, urnOf } from "./urn.ts";

const dynamicPackage = "pulumi-nodejs";

/** What the monitor works with. */
export interface MonitorOptions {
  deployment: Deployment;
  generator: StepGenerator;
  stackName: string;
  projectName: string;
  /** The whole configuration of the stack, secrets marked. */
  config: PropertyMap;
  /** Names of the packages that have a packaged provider. */
  plugins: readonly string[];
}

/** The monitor of one operation. */
export class ResourceMonitor {
  readonly #options: MonitorOptions;
  readonly #states = new Map<Urn, ResourceState>();
  readonly #running = new Set<Promise<unknown>>();
  #stackOutputs: { state: ResourceState; outputs: PropertyMap } | undefined;
  #turn: Promise<unknown> = Promise.resolve();
  readonly #defaultProviders = new Map<string, Promise<string>>();

  constructor(options: MonitorOptions) {
    this.#options = options;
  }

  /** Brings a resource to what the program wants. @throws {Unavailable} once the operation has failed. */
  register(goal: Goal): Promise<ResourceState> {
    return this.#track(async () => {
      const provider = await this.#providerFor(goal.custom, goal.urn, goal.provider);
      return this.#carryOut(goal.urn, () => this.#options.generator.plan({ ...goal, provider }));
    });
  }

  /** Reads a resource that the program refers to. @throws {Unavailable} once the operation has failed. */
  read(state: ResourceState): Promise<ResourceState> {
    return this.#track(async () => {
      state.provider = await this.#providerFor(true, state.urn, state.provider ?? "");
      return this.#carryOut(state.urn, async () => this.#options.generator.planRead(state));
    });
  }

  /** Sets the outputs of a component; those of the stack wait for the end of the operation. */
  registerOutputs(urn: Urn, outputs: PropertyMap): void {
    const state = this.#states.get(urn);
    if (state === undefined)
      throw new Error(`cannot complete a resource '${urn}' whose registration isn't pending`);
    if (isStackType(state.type)) {
      this.#stackOutputs = { state, outputs };
    } else {
      state.outputs = outputs;
      this.#options.deployment.snapshot.changed();
    }
  }

  /** Sets the stack's outputs. After a failure the old ones stay: what is missing may only not have been reached. */
  finishStack(): void {
    if (this.#stackOutputs === undefined) return;
    const { state, outputs } = this.#stackOutputs;
    state.outputs = this.#options.deployment.failed ? { ...state.outputs, ...outputs } : outputs;
    this.#options.deployment.snapshot.changed();
  }

  /** Resolves when everything that has begun has ended. */
  async idle(): Promise<void> {
    while (this.#running.size > 0) await Promise.allSettled(this.#running);
  }

  async #carryOut(urn: Urn, plan: () => Promise<Plan>): Promise<ResourceState> {
    const { deployment } = this.#options;
    const planned = this.#turn.then(() => {
      if (deployment.failed) throw new Bail("the operation was cancelled");
      return plan();
    });
    this.#turn = planned.catch(() => undefined);
    const { steps, state } = await planned.catch((error: unknown) => {
      if (error instanceof Bail) throw error;
      throw deployment.error(error instanceof Error ? error.message : String(error), urn);
    });
    await deployment.execute(steps);
    this.#states.set(urn, state);
    return state;
  }

  /** Waits for the work or for the end of the operation, whichever comes first. What failed is reported already. */
  async #track<Result>(work: () => Promise<Result>): Promise<Result> {
    const running = work();
    this.#running.add(running);
    const forget = (): void => void this.#running.delete(running);
    running.then(forget, forget);
    const cancelled = this.#options.deployment.cancelled.then(() => {
      throw new Bail("the operation was cancelled");
    });
    return Promise.race([cancelled, running]).catch((cause: unknown) => {
      throw new Unavailable("resource monitor shut down", { cause });
    });
  }

  /** The explicit provider, or a reference to the default one, which is made on first use. */
  async #providerFor(custom: boolean, urn: Urn, provider: string): Promise<string> {
    const type = typeOf(urn);
    const packageName = packageOf(type);
    const isOurs = packageName === dynamicPackage || this.#options.plugins.includes(packageName);
    if (provider !== "" || !custom || isProviderType(type) || !isOurs) return provider;
    const made = this.#defaultProviders.get(packageName) ?? this.#makeDefaultProvider(packageName);
    this.#defaultProviders.set(packageName, made);
    return made;
  }

  async #makeDefaultProvider(packageName: string): Promise<string> {
    const { stackName, projectName, generator } = this.#options;
    const config = configurationOf(packageName, this.#options.config);
    const urn = urnOf({
      stackName,
      projectName,
      type: `pulumi:providers:${packageName}`,
      name: "default",
    });
    const { id = "" } = await this.#carryOut(urn, () => generator.plan(plainGoal(urn, config, true)));
    return providerReference(urn, id);
  }
}

/** What a default provider gets: the dynamic one everything, a packaged one what is in its own namespace. */
function configurationOf(packageName: string, config: PropertyMap): PropertyMap {
  if (packageName === dynamicPackage) return config;
  const own = Object.entries(config).filter(([key]) => key.startsWith(`${packageName}:`));
  return Object.fromEntries(own.map(([key, value]) => [key.slice(packageName.length + 1), value]));
}
