/** The words in which the user hears of a failed check. */

import { isPropertyMap, isSecret } from "./properties.ts";
import type { CheckFailure } from "./resourceProvider.ts";
import type { PropertyMap, PropertyValue, Urn } from "./stack.ts";
import { nameOf, typeOf } from "./urn.ts";

/** One failure in the engine's wording, which quotes the value, a secret too. */
export function describeFailure(urn: Urn, inputs: PropertyMap, { property, reason }: CheckFailure): string {
  const resource = `${typeOf(urn)} resource '${nameOf(urn)}'`;
  if (property === "") return `${resource} has a problem: ${reason}`;
  return `${resource}: property ${property} value ${inBraces(inputs[property] ?? null)} has a problem: ${reason}`;
}

/** A value as the engine's language prints it: every level in braces. */
function inBraces(value: PropertyValue): string {
  if (value === null) return "{<nil>}";
  if (Array.isArray(value)) return `{[${value.map(inBraces).join(" ")}]}`;
  if (isSecret(value)) return `{&{${inBraces(value.value ?? null)}}}`;
  if (!isPropertyMap(value)) return `{${value}}`;
  const entries = Object.entries(value).toSorted(([left], [right]) => (left < right ? -1 : 1));
  return `{map[${entries.map(([key, item]) => `${key}:${inBraces(item)}`).join(" ")}]}`;
}
