/** What the engine needs of whoever manages a resource type. */

import type { PropertyMap, Urn } from "./stack.ts";

/** One rule of check that the inputs break. */
export interface CheckFailure {
  /** Property path; empty for the resource as a whole. */
  property: string;
  reason: string;
}

/** Answer of check. */
export interface CheckResult {
  inputs: PropertyMap;
  failures: CheckFailure[];
}

/** Answer of diff; `unknown` lets the engine compare the inputs itself. */
export interface DiffResult {
  changes: "none" | "some" | "unknown";
  /** Names of the properties that differ, where the provider says so. */
  diffs?: string[];
  replaces: string[];
  deleteBeforeReplace: boolean;
}

/** Answer of create and read. */
export interface Instance {
  id: string;
  outputs: PropertyMap;
}

/** Question to create. */
export interface CreateRequest {
  urn: Urn;
  inputs: PropertyMap;
  preview: boolean;
}

/** Question to update. */
export interface UpdateRequest extends CreateRequest {
  id: string;
  oldOutputs: PropertyMap;
}

/** Question to diff. */
export interface DiffRequest {
  urn: Urn;
  id: string;
  oldInputs: PropertyMap;
  oldOutputs: PropertyMap;
  newInputs: PropertyMap;
}

/** An existing instance, as read and delete are told about it. */
export interface InstanceRequest extends Instance {
  urn: Urn;
  inputs: PropertyMap;
}

/** Answer of read; an empty id says that the instance is gone. */
export interface ReadResult extends Instance {
  /** Absent where the provider leaves the inputs as they are. */
  inputs?: PropertyMap;
}

/** Check, diff and the life of a resource. Property maps carry secrets marked, in and out. */
export interface ResourceProvider {
  check(urn: Urn, olds: PropertyMap, news: PropertyMap): Promise<CheckResult>;
  diff(request: DiffRequest): Promise<DiffResult>;
  create(request: CreateRequest): Promise<Instance>;
  read(request: InstanceRequest): Promise<ReadResult>;
  /** Returns the new outputs. */
  update(request: UpdateRequest): Promise<PropertyMap>;
  delete(request: InstanceRequest): Promise<void>;
}

/** The provider refused; the message is what the user sees. */
export class ProviderError extends Error {
  override readonly name = "ProviderError";
  /** Set where the instance exists all the same, but is not in order. */
  readonly partial: (Instance & { reasons: string[] }) | undefined;

  constructor(message: string, partial?: Instance & { reasons: string[] }) {
    super(message);
    this.partial = partial;
  }
}
