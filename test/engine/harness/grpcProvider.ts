/** A provider that answers over gRPC, called as the engine calls it. Property maps carry secrets as they are given. */

import { setTimeout as delay } from "node:timers/promises";
import grpc from "@grpc/grpc-js";
import grpcProvider from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import providerPb from "@pulumi/pulumi/proto/provider_pb.js";
import { initFailureIn } from "./initFailure.ts";
import { ProviderError } from "./resourceProvider.ts";
import type {
  CheckResult,
  CreateRequest,
  DiffRequest,
  DiffResult,
  Instance,
  InstanceRequest,
  ReadResult,
  ResourceProvider,
  UpdateRequest,
} from "./resourceProvider.ts";
import type { ConfigureOptions } from "./runtime.ts";
import type { PropertyMap, Urn } from "./stack.ts";
import { fromStruct, toStruct } from "./structs.ts";
import { nameOf, typeOf } from "./urn.ts";

/** What the engine says where the process has died under a call. */
const connectionLost = "error reading from server: EOF";

const maxMessageBytes = 400 * 1024 * 1024;
const maxMetadataBytes = 16 * 1024 * 1024;

const changesByCode = ["unknown", "none", "some"] as const;

/** The client of a provider that listens. */
export class GrpcProvider implements ResourceProvider {
  readonly #client: InstanceType<typeof grpcProvider.ResourceProviderClient>;

  /** @param port On loopback. */
  constructor(port: string) {
    this.#client = new grpcProvider.ResourceProviderClient(
      `127.0.0.1:${port}`,
      grpc.credentials.createInsecure(),
      {
        "grpc.max_receive_message_length": maxMessageBytes,
        "grpc.max_send_message_length": maxMessageBytes,
        // A partial failure travels in the metadata, with all that is recorded.
        "grpc.max_metadata_size": maxMetadataBytes,
        // Not that of an earlier provider, whose port came round again.
        "grpc.use_local_subchannel_pool": 1,
      },
    );
  }

  /** Looks at the configuration of the provider before it is configured. */
  async checkConfig(urn: Urn, news: PropertyMap): Promise<CheckResult> {
    const request = addressed(new providerPb.CheckRequest(), urn);
    request.setNews(toStruct(news));
    return checkResult(
      await unary<providerPb.CheckResponse>((done) => this.#client.checkConfig(request, done)),
    );
  }

  async configure(config: PropertyMap, { urn, delayMs = 0 }: ConfigureOptions = {}): Promise<void> {
    if (delayMs > 0) await delay(delayMs);
    const request = new providerPb.ConfigureRequest();
    if (urn !== undefined) request.setUrn(urn);
    request.setArgs(toStruct(config));
    request.setAcceptsecrets(true);
    request.setAcceptresources(true);
    request.setSendsOldInputs(true);
    await unary((done) => this.#client.configure(request, done));
  }

  async check(urn: Urn, olds: PropertyMap, news: PropertyMap): Promise<CheckResult> {
    const request = addressed(new providerPb.CheckRequest(), urn);
    request.setOlds(toStruct(olds));
    request.setNews(toStruct(news));
    return checkResult(await unary<providerPb.CheckResponse>((done) => this.#client.check(request, done)));
  }

  async diff({ urn, id, oldInputs, oldOutputs, newInputs }: DiffRequest): Promise<DiffResult> {
    const request = addressed(new providerPb.DiffRequest(), urn);
    request.setId(id);
    request.setOldInputs(toStruct(oldInputs));
    request.setOlds(toStruct(oldOutputs));
    request.setNews(toStruct(newInputs));
    const response = await unary<providerPb.DiffResponse>((done) => this.#client.diff(request, done));
    return {
      changes: changesByCode[response.getChanges()] ?? "unknown",
      diffs: response.getDiffsList(),
      replaces: response.getReplacesList(),
      deleteBeforeReplace: response.getDeletebeforereplace(),
    };
  }

  async create({ urn, inputs, preview }: CreateRequest): Promise<Instance> {
    const request = addressed(new providerPb.CreateRequest(), urn);
    request.setProperties(toStruct(inputs));
    request.setPreview(preview);
    const response = await unary<providerPb.CreateResponse>((done) => this.#client.create(request, done));
    return { id: response.getId(), outputs: fromStruct(response.getProperties()) };
  }

  async read({ urn, id, inputs, outputs }: InstanceRequest): Promise<ReadResult> {
    const request = addressed(new providerPb.ReadRequest(), urn);
    request.setId(id);
    request.setInputs(toStruct(inputs));
    request.setProperties(toStruct(outputs));
    const response = await unary<providerPb.ReadResponse>((done) => this.#client.read(request, done));
    const result: ReadResult = { id: response.getId(), outputs: fromStruct(response.getProperties()) };
    if (response.hasInputs()) result.inputs = fromStruct(response.getInputs());
    return result;
  }

  async update({ urn, id, inputs, oldOutputs, preview }: UpdateRequest): Promise<PropertyMap> {
    const request = addressed(new providerPb.UpdateRequest(), urn);
    request.setId(id);
    request.setOlds(toStruct(oldOutputs));
    request.setNews(toStruct(inputs));
    request.setPreview(preview);
    const response = await unary<providerPb.UpdateResponse>((done) => this.#client.update(request, done));
    return fromStruct(response.getProperties());
  }

  async delete({ urn, id, inputs, outputs }: InstanceRequest): Promise<void> {
    const request = addressed(new providerPb.DeleteRequest(), urn);
    request.setId(id);
    request.setOldInputs(toStruct(inputs));
    request.setProperties(toStruct(outputs));
    await unary((done) => this.#client.delete(request, done));
  }

  close(): void {
    this.#client.close();
  }
}

const checkResult = (response: providerPb.CheckResponse): CheckResult => ({
  inputs: fromStruct(response.getInputs()),
  failures: response
    .getFailuresList()
    .map((failure) => ({ property: failure.getProperty(), reason: failure.getReason() })),
});

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

/** One call as a promise. @throws {ProviderError} with the words that the provider used. */
function unary<Response>(
  call: (done: (error: grpc.ServiceError | null, response: Response) => void) => unknown,
): Promise<Response> {
  return new Promise((resolve, reject) => {
    call((error, response) => {
      if (error === null) resolve(response);
      else if (error.code === grpc.status.UNAVAILABLE) reject(new ProviderError(connectionLost));
      else reject(new ProviderError(error.details, initFailureIn(error)));
    });
  });
}
