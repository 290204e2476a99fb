import * as grpc from "@grpc/grpc-js";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import * as pb from "@pulumi/pulumi/proto/provider_pb.js";
import { Empty } from "google-protobuf/google/protobuf/empty_pb.js";
import { Struct } from "google-protobuf/google/protobuf/struct_pb.js";
import { onTestFinished } from "vitest";
import { createHost } from "../../provider/host/host";
import { systemChance, systemClock } from "../../provider/host/system";
import { serve } from "../../provider/plugin/server";
import { createService } from "../../provider/plugin/service";
import { initFailureIn } from "../engine/harness/initFailure";

/** Properties as they are on the wire: JSON, in which a secret is an envelope. */
export type Wire = Parameters<typeof Struct.fromJavaScript>[0];

/** How the engine marks a secret. */
export const envelope = (value: string) => ({
  "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
  value,
});

/** A name of a resource as the engine has it. */
export const urnOf = (type: "CoverSnapshot" | "MediaCover" | "MediaCoverSet", name: string): string =>
  `urn:pulumi:dev::covers::mediacover:index:${type}::${name}`;

/** A call of a generated client, with a callback as its last argument. */
type Call<Response> = (done: (error: grpc.ServiceError | null, response: Response) => void) => unknown;

const answerOf = <Response>(call: Call<Response>): Promise<Response> =>
  new Promise((resolve, reject) => {
    call((error, response) => {
      if (error === null) resolve(response);
      else reject(Object.assign(new Error(error.details), { partial: initFailureIn(error) }));
    });
  });

/** What is recorded of a resource on which a part of the work failed. @throws Error where all went well, or nothing did. */
export async function partOf(
  work: Promise<unknown>,
): Promise<{ id: string; outputs: Wire; reasons: string[] }> {
  const error: unknown = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof Error && "partial" in error && error.partial !== undefined)
    return Object(error.partial);
  throw new Error("this is no partial failure", { cause: error });
}

const plain = (struct: Struct | undefined): Wire => struct?.toJavaScript() ?? {};
const packed = (properties: Wire): Struct => Struct.fromJavaScript(properties);

/** The packaged provider in this process, called over a socket as the engine calls it. */
export class Plugin {
  private constructor(readonly client: ResourceProviderClient) {}

  /** Starts it for the time of a test. It reads no environment. */
  static async start(config: Wire = {}): Promise<Plugin> {
    const quiet = { warn: () => {}, info: () => {}, status: () => {} };
    const log = { ...quiet, about: () => quiet, heard: async () => {} };
    const ports = { clock: systemClock, chance: systemChance, isOnTerminal: () => false, environment: {} };
    const { port, close } = await serve(createService(createHost({ ...ports, log }), log));
    const client = new ResourceProviderClient(`127.0.0.1:${port}`, grpc.credentials.createInsecure(), {
      "grpc.max_receive_message_length": -1,
      "grpc.max_send_message_length": -1,
    });
    onTestFinished(() => {
      client.close();
      close();
    });
    const plugin = new Plugin(client);
    await plugin.configure(config);
    return plugin;
  }

  configure(config: Wire, name = "default", { sendsOldInputs = true } = {}): Promise<pb.ConfigureResponse> {
    const request = new pb.ConfigureRequest();
    request.setUrn(`urn:pulumi:dev::covers::pulumi:providers:mediacover::${name}`);
    request.setArgs(packed(config));
    request.setAcceptsecrets(true);
    request.setSendsOldInputs(sendsOldInputs);
    return answerOf((done) => this.client.configure(request, done));
  }

  /** What is wrong with the configuration. */
  async checkConfig(config: Wire): Promise<string[]> {
    const request = new pb.CheckRequest();
    request.setNews(packed(config));
    const response = await answerOf<pb.CheckResponse>((done) => this.client.checkConfig(request, done));
    return response.getFailuresList().map((failure) => failure.getReason());
  }

  diffConfig(olds: Wire, news: Wire): Promise<pb.DiffResponse> {
    const request = new pb.DiffRequest();
    request.setOldInputs(packed(olds));
    request.setNews(packed(news));
    return answerOf((done) => this.client.diffConfig(request, done));
  }

  async check(urn: string, news: Wire, olds: Wire = {}): Promise<{ inputs: Wire; failures: object[] }> {
    const request = new pb.CheckRequest();
    request.setUrn(urn);
    request.setNews(packed(news));
    request.setOlds(packed(olds));
    const response = await answerOf<pb.CheckResponse>((done) => this.client.check(request, done));
    return {
      inputs: plain(response.getInputs()),
      failures: response.getFailuresList().map((failure) => failure.toObject()),
    };
  }

  diff(urn: string, given: { inputs: Wire; outputs: Wire; news: Wire }): Promise<pb.DiffResponse> {
    const request = new pb.DiffRequest();
    request.setUrn(urn);
    request.setOldInputs(packed(given.inputs));
    request.setOlds(packed(given.outputs));
    request.setNews(packed(given.news));
    return answerOf((done) => this.client.diff(request, done));
  }

  async create(urn: string, inputs: Wire, preview = false): Promise<{ id: string; outputs: Wire }> {
    const request = new pb.CreateRequest();
    request.setUrn(urn);
    request.setProperties(packed(inputs));
    request.setPreview(preview);
    const response = await answerOf<pb.CreateResponse>((done) => this.client.create(request, done));
    return { id: response.getId(), outputs: plain(response.getProperties()) };
  }

  async update(urn: string, outputs: Wire, news: Wire, preview = false): Promise<Wire> {
    const request = new pb.UpdateRequest();
    request.setUrn(urn);
    request.setOlds(packed(outputs));
    request.setNews(packed(news));
    request.setPreview(preview);
    const response = await answerOf<pb.UpdateResponse>((done) => this.client.update(request, done));
    return plain(response.getProperties());
  }

  async read(
    urn: string,
    id: string,
    recorded?: { inputs: Wire; outputs: Wire },
  ): Promise<{ id: string; inputs: Wire; outputs: Wire }> {
    const request = new pb.ReadRequest();
    request.setUrn(urn);
    request.setId(id);
    request.setInputs(recorded && packed(recorded.inputs));
    request.setProperties(recorded && packed(recorded.outputs));
    const response = await answerOf<pb.ReadResponse>((done) => this.client.read(request, done));
    return {
      id: response.getId(),
      inputs: plain(response.getInputs()),
      outputs: plain(response.getProperties()),
    };
  }

  async delete(urn: string, outputs: Wire): Promise<void> {
    const request = new pb.DeleteRequest();
    request.setUrn(urn);
    request.setProperties(packed(outputs));
    await answerOf((done) => this.client.delete(request, done));
  }

  async invoke(name: string, args: Wire): Promise<Wire> {
    const request = new pb.InvokeRequest();
    request.setTok(`mediacover:index:${name}`);
    request.setArgs(packed(args));
    const response = await answerOf<pb.InvokeResponse>((done) => this.client.invoke(request, done));
    return plain(response.getReturn());
  }

  async cancel(): Promise<void> {
    await answerOf((done) => this.client.cancel(new Empty(), done));
  }
}
