/** Property values: secrets, unknowns, comparison. */

import { isDeepStrictEqual } from "node:util";
import type { PropertyMap, PropertyValue } from "./stack.ts";

/** Stands for every value that a preview cannot know, whatever its type. */
export const unknownValue = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

const signatureKey = "4dabf18193072939515e22adb298388d";
const secretSignature = "1b47061264138c4ac30d75fd1eb44270";

/** True for JSON objects, envelopes included. */
export function isPropertyMap(value: unknown): value is PropertyMap {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A property that must be a text. @throws {TypeError} naming it. */
export function textOf(properties: PropertyMap, key: string): string {
  const value = properties[key];
  if (typeof value === "string") return value;
  throw new TypeError(`${key} must be a text, but is ${JSON.stringify(value)}`);
}

/** Reads untyped JSON. @throws {TypeError} for anything that JSON cannot hold. */
export function parsePropertyValue(value: unknown): PropertyValue {
  if (
    value === null ||
    typeof value === "string" ||
    typeof value === "boolean" ||
    typeof value === "number"
  ) {
    return value;
  }
  if (Array.isArray(value)) return value.map(parsePropertyValue);
  if (typeof value === "object") return parsePropertyMap(value);
  throw new TypeError(`a property value cannot be a ${typeof value}`);
}

/** Reads an untyped JSON object. @throws {TypeError} for anything else. */
export function parsePropertyMap(value: unknown): PropertyMap {
  if (typeof value !== "object" || value === null)
    throw new TypeError("expected a JSON object of properties");
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, parsePropertyValue(item)]));
}

/** Wraps a value in the envelope that marks it as secret. */
export function secretOf(value: PropertyValue): PropertyMap {
  return { [signatureKey]: secretSignature, value };
}

/** True for a value in a secret's envelope. */
export function isSecret(value: PropertyValue | undefined): value is PropertyMap {
  return isPropertyMap(value) && value[signatureKey] === secretSignature;
}

/** The same properties with every secret's envelope opened, as a provider sees them. */
export function withoutSecrets(properties: PropertyMap): PropertyMap {
  return Object.fromEntries(Object.entries(properties).map(([key, value]) => [key, openSecret(value)]));
}

/** The same value with every secret's envelope opened. */
export function openSecret(value: PropertyValue): PropertyValue {
  if (Array.isArray(value)) return value.map(openSecret);
  if (!isPropertyMap(value)) return value;
  return isSecret(value) ? openSecret(value.value ?? null) : withoutSecrets(value);
}

/** True where a value or anything in it satisfies the predicate. */
function contains(value: PropertyValue, predicate: (value: PropertyValue) => boolean): boolean {
  if (predicate(value)) return true;
  if (Array.isArray(value)) return value.some((item) => contains(item, predicate));
  return isPropertyMap(value) && Object.values(value).some((item) => contains(item, predicate));
}

/** True where any part of the value is unknown. */
export function containsUnknowns(value: PropertyValue): boolean {
  return contains(value, (item) => item === unknownValue);
}

/**
 * Providers of this kind get plain values, so their answers carry no marks: a key that held a secret on the way in is
 * secret on the way out. Objects are compared key by key, arrays as a whole.
 */
export function markSecretsLike(sources: PropertyMap, values: PropertyMap): PropertyMap {
  const marked = { ...values };
  for (const [key, source] of Object.entries(sources)) {
    const value = values[key];
    if (value === undefined || isSecret(value)) continue;
    if (isPropertyMap(value) && isPropertyMap(source) && !isSecret(source)) {
      marked[key] = markSecretsLike(source, value);
    } else if (contains(source, isSecret)) {
      marked[key] = secretOf(value);
    }
  }
  return marked;
}

/** Marks the named properties as secret. */
export function markSecretKeys(values: PropertyMap, keys: readonly string[]): PropertyMap {
  return Object.fromEntries(
    Object.entries(values).map(([key, value]) => [
      key,
      keys.includes(key) && !isSecret(value) ? secretOf(value) : value,
    ]),
  );
}

/** Equality of plain values, secrets' marks aside. */
export function sameProperties(olds: PropertyMap, news: PropertyMap): boolean {
  return changedKeys(olds, news).length === 0;
}

/** Names of the properties that differ, secrets' marks aside, sorted. Null and absent are the same. */
export function changedKeys(olds: PropertyMap, news: PropertyMap): string[] {
  const left = withoutSecrets(olds);
  const right = withoutSecrets(news);
  return [...new Set([...Object.keys(left), ...Object.keys(right)])]
    .filter((key) => !isDeepStrictEqual(left[key] ?? null, right[key] ?? null))
    .toSorted();
}
