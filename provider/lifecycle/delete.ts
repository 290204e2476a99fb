import type { Ports } from "./ports";
import { releaseCover } from "./releaseCover";
import { readOutputs } from "./resource";

/**
 * Ends the management of a cover, as `onDelete` says: leaves it (no call at all), or puts back the one that was there
 * before.
 *
 * @param olds Recorded outputs.
 * @throws CallError, CredentialsError, ConfigurationError
 */
export async function remove(ports: Ports, olds: unknown): Promise<void> {
  const recorded = readOutputs(olds);
  if (recorded.onDelete === "restore") await releaseCover(ports, recorded, recorded.previousCoverUrl);
}
