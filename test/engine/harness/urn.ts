/** Uniform resource names and references to provider resources. */

import type { Urn } from "./stack.ts";

const stackType = "pulumi:pulumi:Stack";
const separator = "::";

/** What a URN is made of. */
export interface UrnParts {
  stackName: string;
  projectName: string;
  parent?: Urn | undefined;
  type: string;
  name: string;
}

/** Composes a URN. Children of the stack itself do not carry its type. */
export function urnOf({ stackName, projectName, parent, type, name }: UrnParts): Urn {
  const parentType = parent === undefined || parent === "" ? "" : qualifiedTypeOf(parent);
  const qualifiedType = parentType === "" || parentType === stackType ? type : `${parentType}$${type}`;
  return `urn:pulumi:${[stackName, projectName, qualifiedType, name].join(separator)}`;
}

/** The resource's name within its program. */
export function nameOf(urn: Urn): string {
  return urn.split(separator).slice(3).join(separator);
}

/** The resource's own type token. */
export function typeOf(urn: Urn): string {
  return qualifiedTypeOf(urn).split("$").at(-1) ?? "";
}

function qualifiedTypeOf(urn: Urn): string {
  return urn.split(separator)[2] ?? "";
}

/** True for the type of the stack itself. */
export function isStackType(type: string): boolean {
  return type === stackType;
}

/** True for the type of a provider resource. */
export function isProviderType(type: string): boolean {
  return type.startsWith("pulumi:providers:");
}

/** Default providers are the engine's own; their steps are not shown. */
export function isDefaultProvider(urn: Urn): boolean {
  return isProviderType(typeOf(urn)) && nameOf(urn).startsWith("default");
}

/** Reference to a provider resource, as resources hold it. */
export function providerReference(urn: Urn, id: string): string {
  return urn + separator + id;
}

/** The two halves of a reference to a provider resource. */
export function parseProviderReference(reference: string): { urn: Urn; id: string } {
  const end = reference.lastIndexOf(separator);
  return { urn: reference.slice(0, end), id: reference.slice(end + separator.length) };
}
