import type { Ports } from "./ports";
import { releaseCover } from "./releaseCover";
import { readOutputs } from "./resource";

/**
 * Ends the management of a cover, as `onDelete` says: leaves it (no call at all), or puts back the one that was there
 * before, if the live one is still ours.
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
