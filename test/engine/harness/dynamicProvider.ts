/** The dynamic provider as the engine sees it: preview answers, and secrets that the provider never learns of. */

import providerPb from "@pulumi/pulumi/proto/provider_pb.js";
import { type DynamicProviderProcess, unary } from "./dynamicProviderProcess.ts";
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
import { fromStruct, toStruct } from "./structs.ts";
import { nameOf, typeOf } from "./urn.ts";

const changesByCode = ["unknown", "none", "some"] as const;

/** Talks to a process that is started and configured in the background; the first call waits for it. */
export class DynamicProvider implements ResourceProvider {
  readonly #ready: Promise<DynamicProviderProcess>;

  constructor(ready: Promise<DynamicProviderProcess>) {
    this.#ready = ready;
  }

  async check(urn: Urn, olds: PropertyMap, news: PropertyMap): Promise<CheckResult> {
    const { client } = await this.#ready;
    const request = addressed(new providerPb.CheckRequest(), urn);
    request.setOlds(plainStruct(olds));
    request.setNews(plainStruct(news));
    const response = await unary<providerPb.CheckResponse>((done) => client.check(request, done));
    return {
      inputs: markSecretsLike(news, fromStruct(response.getInputs())),
      failures: response
        .getFailuresList()
        .map((failure) => ({ property: failure.getProperty(), reason: failure.getReason() })),
    };
  }

  async diff({ urn, id, oldInputs, oldOutputs, newInputs }: DiffRequest): Promise<DiffResult> {
    const { client } = await this.#ready;
    const request = addressed(new providerPb.DiffRequest(), urn);
    request.setId(id);
    request.setOldInputs(plainStruct(oldInputs));
    request.setOlds(plainStruct(oldOutputs));
    request.setNews(plainStruct(newInputs));
    const response = await unary<providerPb.DiffResponse>((done) => client.diff(request, done));
    return {
      changes: changesByCode[response.getChanges()] ?? "unknown",
      replaces: response.getReplacesList(),
      deleteBeforeReplace: response.getDeletebeforereplace(),
    };
  }

  async create({ urn, inputs, preview }: CreateRequest): Promise<Instance> {
    const { client } = await this.#ready;
    // This kind of provider does not support previews: the engine answers for it.
    if (preview) return { id: "", outputs: inputs };
    const request = addressed(new providerPb.CreateRequest(), urn);
    request.setProperties(plainStruct(inputs));
    const response = await unary<providerPb.CreateResponse>((done) => client.create(request, done)).catch(
      rethrowMarked(inputs),
    );
    const id = response.getId();
    if (id === "") throw new ProviderError(`plugin returned empty resource.ID from create '${urn}'`);
    return { id, outputs: markSecretsLike(inputs, fromStruct(response.getProperties())) };
  }

  async read({ urn, id, inputs, outputs }: InstanceRequest): Promise<ReadResult> {
    const { client } = await this.#ready;
    const request = addressed(new providerPb.ReadRequest(), urn);
    request.setId(id);
    request.setInputs(plainStruct(inputs));
    request.setProperties(plainStruct(outputs));
    const response = await unary<providerPb.ReadResponse>((done) => client.read(request, done));
    const result: ReadResult = {
      id: response.getId(),
      outputs: markSecretsLike(outputs, fromStruct(response.getProperties())),
    };
    if (response.hasInputs()) result.inputs = markSecretsLike(inputs, fromStruct(response.getInputs()));
    return result;
  }

  async update({ urn, id, inputs, oldOutputs, preview }: UpdateRequest): Promise<PropertyMap> {
    const { client } = await this.#ready;
    if (preview) return inputs;
    const request = addressed(new providerPb.UpdateRequest(), urn);
    request.setId(id);
    request.setOlds(plainStruct(oldOutputs));
    request.setNews(plainStruct(inputs));
    const response = await unary<providerPb.UpdateResponse>((done) => client.update(request, done)).catch(
      rethrowMarked(inputs),
    );
    return markSecretsLike(inputs, fromStruct(response.getProperties()));
  }

  async delete({ urn, id, inputs, outputs }: InstanceRequest): Promise<void> {
    const { client } = await this.#ready;
    const request = addressed(new providerPb.DeleteRequest(), urn);
    request.setId(id);
    request.setOldInputs(plainStruct(inputs));
    request.setProperties(plainStruct(outputs));
    await unary((done) => client.delete(request, done));
  }
}

/** What every request says about the resource in question. */
function addressed<
  Request extends {
    setUrn(urn: string): unknown;
    setName(name: string): unknown;
    setType(type: string): unknown;
  },
>(request: Request, urn: Urn): Request {
  request.setUrn(urn);
  request.setName(nameOf(urn));
  request.setType(typeOf(urn));
  return request;
}

function plainStruct(properties: PropertyMap) {
  return toStruct(withoutSecrets(properties));
}

/** A partial failure returns outputs too, and they may hold what was secret among the inputs. */
function rethrowMarked(inputs: PropertyMap) {
  return (error: unknown): never => {
    if (!(error instanceof ProviderError) || error.partial === undefined) throw error;
    const { id, outputs, reasons } = error.partial;
    throw new ProviderError(error.message, { id, outputs: markSecretsLike(inputs, outputs), reasons });
  };
}
