import type { Ports } from "./ports";
import { releaseCover } from "./releaseCover";
import { readOutputs } from "./resource";

/**
 * Stops managing a cover. With `onDelete: "retain"` the cover stays, and no call is made. With `"restore"` the previous
 * cover is put back, unless somebody else has changed the live one.
 *
 * @param olds Recorded outputs.
 * @throws CallError, CredentialsError, ConfigurationError
 */
export async function remove(ports: Ports, olds: unknown): Promise<void> {
  const recorded = readOutputs(olds);
  const isOurs = recorded.drifted === undefined;
  if (recorded.onDelete === "restore" && isOurs)
    await releaseCover(ports, recorded, recorded.previousCoverUrl);
}
