/** The dynamic provider in this process: what the SDK's `cmd/dynamic-provider` does, without a process and a wire. */

import { createRequire } from "node:module";
import { setTimeout as delay } from "node:timers/promises";
import structPb from "google-protobuf/google/protobuf/struct_pb.js";
import type { dynamic } from "@pulumi/pulumi";
import { unknownValue, withoutSecrets } from "../properties.ts";
import {
  type CheckResult,
  type CreateRequest,
  type DiffRequest,
  type DiffResult,
  type Instance,
  type InstanceRequest,
  ProviderError,
  type ReadResult,
  type UpdateRequest,
} from "../resourceProvider.ts";
import type { ConfigureOptions, ProviderOptions, RunningProvider } from "../runtime.ts";
import type { PropertyMap, Urn } from "../stack.ts";
import { fromStruct, toStruct } from "../structs.ts";
import { providerLoader } from "./providerLoader.ts";

const require = createRequire(import.meta.url);
const {
  Config,
}: typeof import("@pulumi/pulumi/cmd/dynamic-provider/config") = require("@pulumi/pulumi/cmd/dynamic-provider/config");

const textKey = "__provider";

/** A provider with a state of its own, as a process of its own would have it. */
export class ProviderInProcess implements RunningProvider {
  readonly #options: ProviderOptions;
  readonly #evaluate: (text: string) => dynamic.ResourceProvider;
  readonly #loaded = new Map<string, dynamic.ResourceProvider>();
  #config: PropertyMap = {};

  constructor(options: ProviderOptions) {
    this.#options = options;
    this.#evaluate = providerLoader(options);
  }

  async configure(config: PropertyMap, { delayMs = 0 }: ConfigureOptions = {}): Promise<void> {
    if (delayMs > 0) await delay(delayMs);
    this.#config = withoutSecrets(config);
  }

  check(_urn: Urn, olds: PropertyMap, news: PropertyMap): Promise<CheckResult> {
    return this.#printing(async () => {
      const provider = await this.#load(news[textKey] === unknownValue ? olds : news);
      const { inputs = news, failures = [] } = (await provider.check?.(copy(olds), copy(news))) ?? {};
      return { inputs: withText(inputs, news), failures };
    });
  }

  diff({ id, oldOutputs, newInputs }: DiffRequest): Promise<DiffResult> {
    return this.#printing(async () => {
      const provider = await this.#load(newInputs[textKey] === unknownValue ? oldOutputs : newInputs);
      const result = (await provider.diff?.(id, copy(oldOutputs), copy(newInputs))) ?? {};
      return {
        changes: result.changes === undefined ? "unknown" : result.changes ? "some" : "none",
        replaces: result.replaces ?? [],
        deleteBeforeReplace: result.deleteBeforeReplace === true,
      };
    });
  }

  create({ inputs }: CreateRequest): Promise<Instance> {
    return refusing(async () => {
      const provider = await this.#load(inputs);
      const { id, outs } = await provider.create(copy(inputs));
      return { id, outputs: withText(outs, inputs) };
    });
  }

  read({ id, inputs, outputs }: InstanceRequest): Promise<ReadResult> {
    return this.#printing(async () => {
      const properties = Object.keys(outputs).length === 0 ? inputs : outputs;
      const provider = await this.#load(properties);
      if (provider.read === undefined) return { id, outputs: properties };
      const result = await provider.read(id, copy(properties));
      return {
        id: result.id ?? "",
        outputs: withText(result.props, properties),
        ...(result.inputs !== undefined && { inputs: withText(result.inputs, properties) }),
      };
    });
  }

  update({ id, inputs, oldOutputs }: UpdateRequest): Promise<PropertyMap> {
    return refusing(async () => {
      const provider = await this.#load(inputs);
      const result = await provider.update?.(id, copy(oldOutputs), copy(inputs));
      return withText(result?.outs, inputs);
    });
  }

  delete({ id, outputs }: InstanceRequest): Promise<void> {
    return this.#printing(async () => {
      const provider = await this.#load(outputs);
      await provider.delete?.(id, copy(outputs));
    });
  }

  async stop(): Promise<void> {}

  /** The provider of a resource; configured when it is loaded first, while others use it already: so does the SDK. */
  async #load({ [textKey]: text }: PropertyMap): Promise<dynamic.ResourceProvider> {
    if (typeof text !== "string") throw new TypeError(`code must be a string, not ${typeof text}`);
    const known = this.#loaded.get(text);
    if (known !== undefined) return known;
    const provider = this.#evaluate(text);
    this.#loaded.set(text, provider);
    await provider.configure?.({ config: new Config(this.#config, this.#options.projectName) });
    return provider;
  }

  /** For what prints the error besides failing with it: all but create and update. */
  async #printing<Result>(work: () => Promise<Result>): Promise<Result> {
    try {
      return await work();
    } catch (error) {
      const { message, stack } = Object(error);
      for (const line of `${String(error)}: ${String(stack)}`.split("\n")) {
        this.#options.diagnostics.addLine(line, "stderr");
      }
      throw new ProviderError(String(message));
    }
  }
}

/** For create and update, which can fail and leave an instance all the same: an error with an id. */
async function refusing<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    const { message, id, properties, reasons } = Object(error);
    if (!id) throw new ProviderError(String(message));
    throw new ProviderError(String(message), { id, outputs: copy(properties ?? {}), reasons: reasons ?? [] });
  }
}

/** What arrives at the other end of a wire. @throws Error for what no wire carries, such as `undefined`. */
const copy = (properties: object): PropertyMap =>
  fromStruct(structPb.Struct.deserializeBinary(toStruct({ ...properties }).serializeBinary()));

/** The answer of a provider, which knows nothing of its own text. */
const withText = (answer: object | undefined, { [textKey]: text = null }: PropertyMap): PropertyMap =>
  copy({ ...answer, [textKey]: text });
