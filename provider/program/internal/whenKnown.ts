import * as pulumi from "@pulumi/pulumi";

/** Whether an input is known when the program passes it: neither an output nor a promise. What is in it may be either. */
export function isKnown(input: unknown): boolean {
  return !pulumi.Output.isInstance(input) && !(input instanceof Promise);
}

/**
 * Runs with the values of inputs: at once if all are known, else as soon as they are.
 *
 * @param inputs By their names, for `run`.
 * @returns What `run` returns, or an output of it.
 */
export function whenKnown(
  inputs: Readonly<Record<string, unknown>>,
  run: (values: Readonly<Record<string, unknown>>) => unknown,
): unknown {
  return Object.values(inputs).every(isKnown) ? run(inputs) : pulumi.all(inputs).apply(run);
}
