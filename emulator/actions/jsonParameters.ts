import { serviceError } from "../serviceError";

/** An object of a parameter that is JSON. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** @throws ServiceError `InvalidParameter.JsonFormatInvalid` or `.JsonObjectFormatInvalid` */
export function parseObject(text: string, name: string): JsonObject {
  const value = parsed(text, name);
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw serviceError("InvalidParameter.JsonObjectFormatInvalid", name);
  }
  return Object.fromEntries(Object.entries(value));
}

function parsed(text: string, name: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw serviceError("InvalidParameter.JsonFormatInvalid", name);
  }
}

/** Whether a member counts as left out. */
export function isUnset(value: unknown): boolean {
  return value === undefined || value === null || value === "";
}

/**
 * A member that is a text; clients write numbers as texts or as they are.
 *
 * @returns undefined if it is left out
 * @throws ServiceError `InvalidParameter` for anything else
 */
export function textMember(object: JsonObject, name: string): string | undefined {
  const value = object[name];
  if (isUnset(value)) return undefined;
  if (typeof value !== "string" && typeof value !== "number") throw serviceError("InvalidParameter", name);
  return String(value);
}

/**
 * @returns undefined if it is left out
 * @throws ServiceError `InvalidParameter.NumberFormatInvalid` or `.OutOfRange`
 */
export function integerMember(
  object: JsonObject,
  name: string,
  { min = -Infinity, max = Infinity }: { min?: number; max?: number },
): number | undefined {
  const text = textMember(object, name);
  if (text === undefined) return undefined;
  if (!/^-?\d{1,15}$/.test(text)) throw serviceError("InvalidParameter.NumberFormatInvalid", name);
  const value = Number(text);
  if (value < min || value > max) throw serviceError("InvalidParameter.OutOfRange", name);
  return value;
}
