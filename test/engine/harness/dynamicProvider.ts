/** The dynamic provider as the engine sees it: preview answers, and secrets that the provider never learns of. */

import { markSecretsLike, withoutSecrets } from "./properties.ts";
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
export class DynamicProvider implements ResourceProvider {
  readonly #ready: Promise<ResourceProvider>;

  constructor(ready: Promise<ResourceProvider>) {
    this.#ready = ready;
    // Whoever calls the provider hears of a failure; nobody may call it at all.
    ready.catch(() => undefined);
  }

  async check(urn: Urn, olds: PropertyMap, news: PropertyMap): Promise<CheckResult> {
    const provider = await this.#ready;
    const { inputs, failures } = await provider.check(urn, withoutSecrets(olds), withoutSecrets(news));
    return { inputs: markSecretsLike(news, inputs), failures };
  }

  async diff(request: DiffRequest): Promise<DiffResult> {
    const provider = await this.#ready;
    return provider.diff({
      ...request,
      oldInputs: withoutSecrets(request.oldInputs),
      oldOutputs: withoutSecrets(request.oldOutputs),
      newInputs: withoutSecrets(request.newInputs),
    });
  }

  async create(request: CreateRequest): Promise<Instance> {
    const provider = await this.#ready;
    const { urn, inputs, preview } = request;
    // This kind of provider does not support previews: the engine answers for it.
    if (preview) return { id: "", outputs: inputs };
    const { id, outputs } = await provider
      .create({ ...request, inputs: withoutSecrets(inputs) })
      .catch(rethrowMarked(inputs));
    if (id === "") throw new ProviderError(`plugin returned empty resource.ID from create '${urn}'`);
    return { id, outputs: markSecretsLike(inputs, outputs) };
  }

  async read(request: InstanceRequest): Promise<ReadResult> {
    const provider = await this.#ready;
    const { inputs, outputs } = request;
    const read = await provider.read(plain(request));
    const result: ReadResult = { id: read.id, outputs: markSecretsLike(outputs, read.outputs) };
    if (read.inputs !== undefined) result.inputs = markSecretsLike(inputs, read.inputs);
    return result;
  }

  async update(request: UpdateRequest): Promise<PropertyMap> {
    const provider = await this.#ready;
    const { inputs, oldOutputs, preview } = request;
    if (preview) return inputs;
    const outputs = await provider
      .update({ ...request, inputs: withoutSecrets(inputs), oldOutputs: withoutSecrets(oldOutputs) })
      .catch(rethrowMarked(inputs));
    return markSecretsLike(inputs, outputs);
  }

  async delete(request: InstanceRequest): Promise<void> {
    const provider = await this.#ready;
    await provider.delete(plain(request));
  }
}

const plain = (request: InstanceRequest): InstanceRequest => ({
  ...request,
  inputs: withoutSecrets(request.inputs),
  outputs: withoutSecrets(request.outputs),
});

/** A partial failure returns outputs too, and they may hold what was secret among the inputs. */
function rethrowMarked(inputs: PropertyMap) {
  return (error: unknown): never => {
    if (!(error instanceof ProviderError) || error.partial === undefined) throw error;
    const { id, outputs, reasons } = error.partial;
    throw new ProviderError(error.message, { id, outputs: markSecretsLike(inputs, outputs), reasons });
  };
}
