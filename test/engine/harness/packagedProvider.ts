/** A packaged provider as the engine sees it: it answers for its previews and its secrets itself. */

import {
  type CheckResult,
  type CreateRequest,
  type DiffRequest,
  type DiffResult,
  type Instance,
  type InstanceRequest,
  ProviderError,
  type ReadResult,
  type ResourceProvider,
  type UpdateRequest,
} from "./resourceProvider.ts";
import type { PropertyMap, Urn } from "./stack.ts";

/** Talks to a provider that is started and configured in the background; the first call waits for it. */
export class PackagedProvider implements ResourceProvider {
  readonly #ready: Promise<ResourceProvider>;

  constructor(ready: Promise<ResourceProvider>) {
    this.#ready = ready;
    // Whoever calls the provider hears of a failure; nobody may call it at all.
    ready.catch(() => undefined);
  }

  async check(urn: Urn, olds: PropertyMap, news: PropertyMap): Promise<CheckResult> {
    return (await this.#ready).check(urn, olds, news);
  }

  async diff(request: DiffRequest): Promise<DiffResult> {
    return (await this.#ready).diff(request);
  }

  async create(request: CreateRequest): Promise<Instance> {
    const instance = await (await this.#ready).create(request);
    if (instance.id === "" && !request.preview)
      throw new ProviderError(`plugin returned empty resource.ID from create '${request.urn}'`);
    return instance;
  }

  async read(request: InstanceRequest): Promise<ReadResult> {
    return (await this.#ready).read(request);
  }

  async update(request: UpdateRequest): Promise<PropertyMap> {
    return (await this.#ready).update(request);
  }

  async delete(request: InstanceRequest): Promise<void> {
    await (await this.#ready).delete(request);
  }
}
