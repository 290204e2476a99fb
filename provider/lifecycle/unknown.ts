/**
 * What the engine sends in a preview for every unknown value, whatever its type. The same constant as
 * `pulumi.runtime.unknownValue`, repeated here because the lifecycle does not import the SDK.
 */
export const unknownValue = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** Whether a value is unknown in this preview. */
export function isUnknown(value: unknown): boolean {
  return value === unknownValue;
}
