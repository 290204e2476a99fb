import type { ReadResult } from "../read";
import { inputsFrom, readSnapshotOutputs, type SnapshotInputs, type SnapshotOutputs } from "./resource";

/**
 * Gives back what is recorded: the service forgets jobs, and does not look into buckets.
 *
 * @param olds Recorded outputs; without them there is nothing to find.
 * @throws Error in a `.get` or an import.
 */
export function read(
  id: string,
  olds: Readonly<Record<string, unknown>>,
): ReadResult<SnapshotInputs, SnapshotOutputs> {
  if (olds["objectKey"] === undefined) {
    throw new Error(
      `a CoverSnapshot cannot be imported or looked up by an id, such as ${JSON.stringify(id)}: declare it, and pulumi up takes the same picture again`,
    );
  }
  const props = readSnapshotOutputs(olds);
  return { id, props, inputs: inputsFrom(props) };
}
