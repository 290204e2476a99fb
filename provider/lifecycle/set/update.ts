import type { Ports } from "../ports";
import { applyCovers } from "./applyCovers";
import { readSetInputs, readSetOutputs, type SetOutputs } from "./resource";

/**
 * Sets the covers that are new or changed, and gives up those that left the set. The others make no call. For covers that
 * fail, see `applyCovers`.
 *
 * @param olds Recorded outputs.
 * @param news Checked arguments.
 * @throws CallError, CredentialsError, ConfigurationError if not one video could be looked up.
 */
export async function update(ports: Ports, olds: unknown, news: unknown): Promise<{ outs: SetOutputs }> {
  return { outs: await applyCovers(ports, readSetOutputs(olds), readSetInputs(news)) };
}
