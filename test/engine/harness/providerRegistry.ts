/** The providers of one operation: started on first use, one for each provider resource, all ended at the end. */

import { randomUUID } from "node:crypto";
import { DynamicProvider } from "./dynamicProvider.ts";
import { PackagedProvider } from "./packagedProvider.ts";
import {
  changedKeys,
  containsUnknowns,
  markSecretsLike,
  unknownValue,
  withoutSecrets,
} from "./properties.ts";
import { type CheckResult, ProviderError, type ResourceProvider } from "./resourceProvider.ts";
import type {
  ConfigureOptions,
  ProviderOptions,
  RunningPlugin,
  RunningProvider,
  Runtime,
} from "./runtime.ts";
import { standInFor } from "./standIn.ts";
import type { OtherProvider, PropertyMap, ResourceState, StackOptions, Urn } from "./stack.ts";
import { unconfiguredProvider } from "./unconfiguredProvider.ts";
import { isProviderType, parseProviderReference, providerReference, typeOf } from "./urn.ts";

const dynamicPackage = "pulumi-nodejs";

/** Package that a resource type, or a provider's type, belongs to. */
export function packageOf(type: string): string {
  return (isProviderType(type) ? type.split(":")[2] : type.split(":")[0]) ?? "";
}

/** Finds the provider of a resource. */
export class ProviderRegistry {
  readonly #runtime: Runtime;
  readonly #options: ProviderOptions;
  readonly #otherProviders: Record<string, OtherProvider>;
  readonly #plugins: Record<string, string>;
  readonly #started: Promise<RunningProvider>[] = [];
  readonly #providers = new Map<string, ResourceProvider>();

  constructor(
    runtime: Runtime,
    options: ProviderOptions,
    { otherProviders = {}, plugins = {} }: Pick<StackOptions, "otherProviders" | "plugins"> = {},
  ) {
    this.#runtime = runtime;
    this.#options = options;
    this.#otherProviders = otherProviders;
    this.#plugins = plugins;
  }

  /** The lifecycle of provider resources themselves: creating one starts and configures it. */
  readonly providerResources: ResourceProvider = {
    check: async (urn, _olds, news) => this.#checkConfig(urn, news),
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
    if (!this.#isStarted(packageOf(resource.type))) return this.#standIn(resource.type);
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
    if (this.#isStarted(packageOf(typeOf(urn)))) this.#register(providerReference(urn, id), config);
  }

  #isStarted(packageName: string): boolean {
    return packageName === dynamicPackage || Object.hasOwn(this.#plugins, packageName);
  }

  /** A packaged provider looks at its configuration itself, and is told of secrets in the open. */
  async #checkConfig(urn: Urn, news: PropertyMap): Promise<CheckResult> {
    const plugin = this.#startPlugin(packageOf(typeOf(urn)));
    if (plugin === undefined) return { inputs: news, failures: [] };
    const { inputs, failures } = await (await plugin).checkConfig(urn, withoutSecrets(news));
    return { inputs: markSecretsLike(news, inputs), failures };
  }

  #startPlugin(packageName: string): Promise<RunningPlugin> | undefined {
    const folder = this.#plugins[packageName];
    if (folder === undefined) return undefined;
    const started = this.#runtime.startPlugin({ ...this.#options, packageName, folder });
    this.#started.push(started);
    return started;
  }

  #standIn(type: string): ResourceProvider {
    const other = this.#otherProviders[type];
    if (other === undefined) {
      throw new ProviderError(`the test engine has no stand-in for '${type}': name it in otherProviders`);
    }
    return standInFor(other);
  }

  #register(reference: string, config: PropertyMap): ResourceProvider {
    const provider = containsUnknowns(config) ? unconfiguredProvider : this.#startProvider(reference, config);
    this.#providers.set(reference, provider);
    return provider;
  }

  #startProvider(reference: string, config: PropertyMap): ResourceProvider {
    const { urn } = parseProviderReference(reference);
    const options = { urn, delayMs: this.#options.configureDelayMs };
    const plugin = this.#startPlugin(packageOf(typeOf(urn)));
    if (plugin !== undefined) return new PackagedProvider(this.#configured(plugin, config, options));
    const started = this.#runtime.startProvider(this.#options);
    this.#started.push(started);
    return new DynamicProvider(this.#configured(started, config, options));
  }

  async #configured(
    started: Promise<RunningProvider>,
    config: PropertyMap,
    options: ConfigureOptions,
  ): Promise<RunningProvider> {
    const provider = await started;
    await provider.configure(config, options);
    return provider;
  }
}
