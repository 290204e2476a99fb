/** The providers of one operation: started on first use, one for each provider resource, all ended at the end. */

import { randomUUID } from "node:crypto";
import { changedKeys, containsUnknowns, unknownValue } from "./properties.ts";
import { DynamicProvider } from "./dynamicProvider.ts";
import { ProviderError, type ResourceProvider } from "./resourceProvider.ts";
import type { ProviderOptions, RunningProvider, Runtime } from "./runtime.ts";
import { standInFor } from "./standIn.ts";
import type { OtherProvider, PropertyMap, ResourceState, Urn } from "./stack.ts";
import { unconfiguredProvider } from "./unconfiguredProvider.ts";
import { isProviderType, parseProviderReference, providerReference, typeOf } from "./urn.ts";

const dynamicPackage = "pulumi-nodejs";

/** Package that a resource type, or a provider's type, belongs to. */
export function packageOf(type: string): string {
  return (isProviderType(type) ? type.split(":")[2] : type.split(":")[0]) ?? "";
}

/** Finds the provider of a resource. */
export class ProviderRegistry {
  readonly #start: Runtime["startProvider"];
  readonly #options: ProviderOptions;
  readonly #otherProviders: Record<string, OtherProvider>;
  readonly #started: Promise<RunningProvider>[] = [];
  readonly #providers = new Map<string, ResourceProvider>();

  constructor(
    start: Runtime["startProvider"],
    options: ProviderOptions,
    otherProviders: Record<string, OtherProvider> = {},
  ) {
    this.#start = start;
    this.#options = options;
    this.#otherProviders = otherProviders;
  }

  /** The lifecycle of provider resources themselves: creating one starts and configures it. */
  readonly providerResources: ResourceProvider = {
    check: async (_urn, _olds, news) => ({ inputs: news, failures: [] }),
    diff: async ({ urn, id, oldInputs, newInputs }) => {
      const changes = changedKeys(oldInputs, newInputs).length === 0 ? "none" : "some";
      if (changes === "none") this.#registerOwn(urn, id, newInputs);
      return { changes, replaces: [], deleteBeforeReplace: false };
    },
    create: async ({ urn, inputs, preview }) => {
      const id = preview ? unknownValue : randomUUID();
      this.#registerOwn(urn, id, inputs);
      return { id, outputs: inputs };
    },
    read: async ({ id, outputs }) => ({ id, outputs }),
    update: async ({ urn, id, inputs }) => {
      this.#registerOwn(urn, id, inputs);
      return inputs;
    },
    delete: async () => undefined,
  };

  /** The provider in charge of a resource; one that only the old state knows is started with what the state says. */
  providerOf(
    resource: { type: string; provider?: string | undefined },
    olds: Iterable<ResourceState>,
  ): ResourceProvider {
    if (isProviderType(resource.type)) return this.providerResources;
    if (packageOf(resource.type) !== dynamicPackage) return this.#standIn(resource.type);
    const reference = resource.provider ?? "";
    const known = this.#providers.get(reference);
    if (known !== undefined) return known;
    const { urn, id } = parseProviderReference(reference);
    for (const old of olds) {
      if (old.urn === urn && old.id === id) return this.#register(reference, old.inputs);
    }
    throw new ProviderError(`unknown provider '${reference}'`);
  }

  /** Ends every provider. */
  async stop(): Promise<void> {
    for (const result of await Promise.allSettled(this.#started)) {
      if (result.status === "fulfilled") await result.value.stop();
    }
  }

  /** Stand-ins are not started, and have no configuration. */
  #registerOwn(urn: Urn, id: string, config: PropertyMap): void {
    if (packageOf(typeOf(urn)) === dynamicPackage) this.#register(providerReference(urn, id), config);
  }

  #standIn(type: string): ResourceProvider {
    const other = this.#otherProviders[type];
    if (other === undefined) {
      throw new ProviderError(`the test engine has no stand-in for '${type}': name it in otherProviders`);
    }
    return standInFor(other);
  }

  #register(reference: string, config: PropertyMap): ResourceProvider {
    const provider = containsUnknowns(config) ? unconfiguredProvider : this.#startProvider(config);
    this.#providers.set(reference, provider);
    return provider;
  }

  #startProvider(config: PropertyMap): ResourceProvider {
    const started = this.#start(this.#options);
    this.#started.push(started);
    const ready = started.then(async (provider) => {
      await provider.configure(config, this.#options.configureDelayMs);
      return provider;
    });
    // Whoever calls the provider hears of a failure; nobody may call it at all.
    ready.catch(() => undefined);
    return new DynamicProvider(ready);
  }
}
