/**
 * What Pulumi sends in a preview for every value that is not known yet, whatever its type: the same constant as
 * `pulumi.runtime.unknownValue`. It stands here too, because the lifecycle knows nothing of Pulumi's SDK.
 */
export const unknownValue = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** Whether a value is not known yet. */
export function isUnknown(value: unknown): boolean {
  return value === unknownValue;
}
