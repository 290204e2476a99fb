import { limits } from "../limits";
import { ServiceError, serviceError } from "../serviceError";
import type { ActionContext } from "./action";

/**
 * @throws ServiceError as `behaviour.missingParameter` says if it is not there,
 *   `InvalidParameter.EmptyValue` if it is empty
 */
export function requiredParameter({ parameters, behaviour }: ActionContext, name: string): string {
  const value = parameters.get(name);
  if (value === "") {
    throw serviceError("InvalidParameter.EmptyValue", name);
  }
  if (value !== undefined) {
    return value;
  }
  if (behaviour.missingParameter !== "Missing{Name}") {
    throw serviceError(behaviour.missingParameter, name);
  }
  const { status, message } = serviceError("MissingParameter", name);
  throw new ServiceError({ code: `Missing${name}`, status, message });
}

/**
 * A text that may be left out; an empty one counts as left out.
 *
 * @param maxBytes its limit in UTF-8
 * @throws ServiceError `InvalidParameter.OutOfRange` beyond the limit
 */
export function optionalText(context: ActionContext, name: string, maxBytes: number): string | undefined {
  const text = context.parameters.get(name) || undefined;
  if (text !== undefined && Buffer.byteLength(text) > maxBytes) {
    throw serviceError("InvalidParameter.OutOfRange", name);
  }
  return text;
}

/**
 * @throws ServiceError `InvalidParameter.OutOfRange` for more than 16 tags, or one of more than 32 bytes
 */
export function optionalTags({ parameters }: ActionContext): readonly string[] | undefined {
  const tags = (parameters.get("Tags") ?? "").split(",").filter((tag) => tag !== "");
  if (tags.length > limits.tags || tags.some((tag) => Buffer.byteLength(tag) > limits.tagBytes)) {
    throw serviceError("InvalidParameter.OutOfRange", "Tags");
  }
  return tags.length === 0 ? undefined : tags;
}

/**
 * A boolean as clients write it.
 *
 * @returns undefined if it is left out
 * @throws ServiceError `InvalidParameter` for anything but true and false
 */
export function optionalBoolean({ parameters }: ActionContext, name: string): boolean | undefined {
  const text = parameters.get(name)?.toLowerCase() || undefined;
  if (text !== undefined && text !== "true" && text !== "false") {
    throw serviceError("InvalidParameter", name);
  }
  return text === undefined ? undefined : text === "true";
}

/**
 * A whole number.
 *
 * @returns undefined if it is left out
 * @throws ServiceError `InvalidParameter.NumberFormatInvalid` or `.OutOfRange`
 */
export function optionalInteger(
  { parameters }: ActionContext,
  name: string,
  { min, max }: { min: number; max: number },
): number | undefined {
  const text = parameters.get(name) || undefined;
  if (text === undefined) {
    return undefined;
  }
  if (!/^-?\d{1,15}$/.test(text)) {
    throw serviceError("InvalidParameter.NumberFormatInvalid", name);
  }
  if (Number(text) < min || Number(text) > max) {
    throw serviceError("InvalidParameter.OutOfRange", name);
  }
  return Number(text);
}

/**
 * One of several words.
 *
 * @returns undefined if it is left out
 * @throws ServiceError `InvalidParameter.InvalidState` for another word
 */
export function optionalState<State extends string>(
  { parameters }: ActionContext,
  name: string,
  states: readonly State[],
): State | undefined {
  const text = parameters.get(name) || undefined;
  const state = states.find((each) => each === text);
  if (text !== undefined && state === undefined) {
    throw serviceError("InvalidParameter.InvalidState", name);
  }
  return state;
}

/**
 * A comma-separated list of at most ten.
 *
 * @throws ServiceError as `behaviour.tooManyIds` says if there are more
 */
export function requiredList(context: ActionContext, name: string): readonly string[] {
  const items = requiredParameter(context, name)
    .split(",")
    .map((item) => item.trim());
  if (items.length <= limits.listLength || context.behaviour.tooManyIds === "accept") {
    return items;
  }
  if (context.behaviour.tooManyIds === "firstTen") {
    return items.slice(0, limits.listLength);
  }
  throw serviceError(context.behaviour.tooManyIds, name);
}
