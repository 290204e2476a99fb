/** What the program wants of one resource. */

import type resourcePb from "@pulumi/pulumi/proto/resource_pb.js";
import type { PropertyMap, ResourceState, Urn } from "./stack.ts";
import { fromStruct } from "./structs.ts";
import { nameOf, typeOf, urnOf } from "./urn.ts";

/** A registration, decoded. */
export interface Goal {
  urn: Urn;
  /** False for components and the stack. */
  custom: boolean;
  parent: Urn;
  /** Reference to an explicit provider; empty for the default one. */
  provider: string;
  inputs: PropertyMap;
  dependencies: Urn[];
  propertyDependencies: Record<string, Urn[]>;
  additionalSecretOutputs: string[];
  ignoreChanges: string[];
  replaceOnChanges: string[];
  /** Former names. */
  aliases: Urn[];
  /** Undefined leaves it to the provider's diff. */
  deleteBeforeReplace: boolean | undefined;
  protect: boolean;
  retainOnDelete: boolean;
  deletedWith: Urn;
}

/** A goal that asks for nothing but the resource itself. */
export function plainGoal(urn: Urn, inputs: PropertyMap, custom: boolean): Goal {
  return {
    urn,
    custom,
    inputs,
    parent: "",
    provider: "",
    dependencies: [],
    propertyDependencies: {},
    additionalSecretOutputs: [],
    ignoreChanges: [],
    replaceOnChanges: [],
    aliases: [],
    deleteBeforeReplace: undefined,
    protect: false,
    retainOnDelete: false,
    deletedWith: "",
  };
}

/** Decodes a registration. */
export function goalOf(
  request: resourcePb.RegisterResourceRequest,
  stack: { stackName: string; projectName: string },
): Goal {
  const [parent, type, name] = [request.getParent(), request.getType(), request.getName()];
  const aliases = request.getAliasesList().map((alias) => {
    const spec = alias.getSpec();
    if (spec === undefined) return alias.getUrn();
    return urnOf({
      stackName: spec.getStack() || stack.stackName,
      projectName: spec.getProject() || stack.projectName,
      parent: spec.getNoparent() ? "" : spec.getParenturn() || parent,
      type: spec.getType() || type,
      name: spec.getName() || name,
    });
  });
  return {
    urn: urnOf({ ...stack, parent, type, name }),
    custom: request.getCustom(),
    parent,
    provider: request.getProvider(),
    inputs: fromStruct(request.getObject()),
    dependencies: request.getDependenciesList(),
    propertyDependencies: propertyDependenciesOf(request),
    additionalSecretOutputs: request.getAdditionalsecretoutputsList(),
    ignoreChanges: request.getIgnorechangesList(),
    replaceOnChanges: request.getReplaceonchangesList(),
    aliases: [...request.getAliasurnsList(), ...aliases],
    deleteBeforeReplace: request.getDeletebeforereplacedefined()
      ? request.getDeletebeforereplace()
      : undefined,
    protect: request.getProtect() ?? false,
    retainOnDelete: request.getRetainondelete() ?? false,
    deletedWith: request.getDeletedwith(),
  };
}

function propertyDependenciesOf(request: resourcePb.RegisterResourceRequest): Record<string, Urn[]> {
  const dependencies: Record<string, Urn[]> = {};
  request.getPropertydependenciesMap().forEach((urns, key) => {
    dependencies[key] = urns.getUrnsList();
  });
  return dependencies;
}

/** The state that the goal aims at, before any provider has had its say. */
export function stateOf(goal: Goal): ResourceState {
  const state: ResourceState = {
    urn: goal.urn,
    type: typeOf(goal.urn),
    name: nameOf(goal.urn),
    custom: goal.custom,
    inputs: goal.inputs,
    outputs: {},
    dependencies: goal.dependencies,
    propertyDependencies: goal.propertyDependencies,
    additionalSecretOutputs: goal.additionalSecretOutputs,
    ignoreChanges: goal.ignoreChanges,
    replaceOnChanges: goal.replaceOnChanges,
  };
  if (goal.parent !== "") state.parent = goal.parent;
  if (goal.provider !== "") state.provider = goal.provider;
  if (goal.protect) state.protect = true;
  if (goal.retainOnDelete) state.retainOnDelete = true;
  if (goal.deletedWith !== "") state.deletedWith = goal.deletedWith;
  return state;
}
