/** Marks an error so that Pulumi prints its message without a stack: see `RunError` of its SDK. */
export function withoutStack<Thrown extends Error>(error: Thrown): Thrown {
  return Object.assign(error, { __pulumiRunError: true });
}
