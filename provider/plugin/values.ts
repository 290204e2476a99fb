import { type JavaScriptValue, Struct } from "google-protobuf/google/protobuf/struct_pb";
import type { Properties } from "../lifecycle/lifecycle";

/**
 * Properties as the engine sends them. A secret value comes in an envelope. A value that a preview does not know yet is the
 * text of `unknownValue`, whatever its type.
 */

/** How the engine marks a secret: sdk/go/common/resource/sig/sig.go in pulumi/pulumi. */
const signatureKey = "4dabf18193072939515e22adb298388d";
const secretSignature = "1b47061264138c4ac30d75fd1eb44270";

/** Which parts of a value are secret: the whole, or the named members. */
export type Secrets = true | ReadonlyMap<string, Secrets>;

/** No part. */
export const noSecrets: Secrets = new Map();

/** Plain properties, and which of them are secret. */
export interface Received {
  values: Properties;
  secrets: Secrets;
}

/** Unpacks properties. An array that holds a secret is secret as a whole. */
export function fromStruct(struct: Struct | undefined): Received {
  const { value, secrets } = open(struct?.toJavaScript() ?? {});
  return { values: isObject(value) ? value : {}, secrets };
}

/**
 * Packs properties.
 *
 * @param values JSON, as the host returns it.
 * @param secrets Parts that `values` lacks are passed over.
 * @throws TypeError for a value that is not JSON.
 */
export function toStruct(values: object, secrets: Secrets = noSecrets): Struct {
  const entries = Object.entries(values).map(
    ([key, value]) => [key, close(value, memberOf(secrets, key))] as const,
  );
  return Struct.fromJavaScript(Object.fromEntries(entries));
}

/** The parts that are secret in either. */
export function mergeSecrets(first: Secrets, second: Secrets): Secrets {
  if (first === true || second === true) return true;
  const merged = new Map(first);
  for (const [key, secrets] of second) merged.set(key, mergeSecrets(merged.get(key) ?? noSecrets, secrets));
  return merged;
}

/** The secret parts of a member. */
export function memberOf(secrets: Secrets, key: string): Secrets {
  return secrets === true ? true : (secrets.get(key) ?? noSecrets);
}

/** Whether any part is secret. */
export function hasSecrets(secrets: Secrets): boolean {
  return secrets === true || secrets.size > 0;
}

function open(value: unknown): { value: unknown; secrets: Secrets } {
  if (Array.isArray(value)) {
    const items = value.map(open);
    const secrets = items.some((item) => hasSecrets(item.secrets)) ? true : noSecrets;
    return { value: items.map((item) => item.value), secrets };
  }
  if (!isObject(value)) return { value, secrets: noSecrets };
  if (value[signatureKey] === secretSignature) return { value: open(value["value"]).value, secrets: true };
  const members = Object.entries(value).map(([key, member]) => [key, open(member)] as const);
  return {
    value: Object.fromEntries(members.map(([key, member]) => [key, member.value])),
    secrets: new Map(
      members
        .filter(([, member]) => hasSecrets(member.secrets))
        .map(([key, member]) => [key, member.secrets]),
    ),
  };
}

function close(value: unknown, secrets: Secrets): JavaScriptValue {
  if (secrets === true) return { [signatureKey]: secretSignature, value: close(value, noSecrets) };
  if (value === null || typeof value === "string" || typeof value === "number" || typeof value === "boolean")
    return value;
  if (Array.isArray(value)) return value.map((item) => close(item, noSecrets));
  if (!isObject(value)) throw new TypeError(`the value of a property cannot be of type ${typeof value}`);
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [key, close(member, memberOf(secrets, key))]),
  );
}

function isObject(value: unknown): value is Properties {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
