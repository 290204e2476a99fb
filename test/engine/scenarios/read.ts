/** Shorthands for reading results. */

import type { Checkpoint, ResourceState, RunResult } from "../harness/stack.ts";

/** `op name` of every step of a resource that the program wrote, in the order in which they began. */
export function stepsOf({ steps }: RunResult): string[] {
  return steps
    .filter(({ type }) => type !== "pulumi:pulumi:Stack")
    .map(({ op, name, failed }) => `${op} ${name}${failed === true ? " failed" : ""}`);
}

/** The errors' texts. */
export function errorsOf({ diagnostics }: RunResult): string[] {
  return diagnostics.filter(({ severity }) => severity === "error").map(({ message }) => message);
}

/** The resource of that name. @throws when the checkpoint does not have exactly one. */
export function resourceIn(checkpoint: Checkpoint, name: string): ResourceState {
  const [found, ...more] = checkpoint.resources.filter((state) => state.name === name);
  if (found === undefined || more.length > 0) {
    throw new Error(`the checkpoint has ${found === undefined ? "no" : "more than one"} resource '${name}'`);
  }
  return found;
}

/** Names of all resources but the stack and the default providers. */
export function namesIn({ resources }: Checkpoint): string[] {
  return resources
    .filter(({ type, name }) => type !== "pulumi:pulumi:Stack" && name !== "default")
    .map(({ name }) => name)
    .toSorted();
}
