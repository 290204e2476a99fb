import type { Ports } from "../ports";
import { applyCovers } from "./applyCovers";
import { readSetInputs, readSetOutputs, type SetOutputs } from "./resource";

/**
 * Sets the covers that are new or changed, and gives up those that are not in the set any more; see `applyCovers` for
 * those that fail. The others make no call.
 *
 * @param olds Recorded outputs.
 * @param news Checked arguments.
 * @throws CallError, CredentialsError, ConfigurationError when nothing at all could be done.
 */
export async function update(ports: Ports, olds: unknown, news: unknown): Promise<{ outs: SetOutputs }> {
  return { outs: await applyCovers(ports, readSetOutputs(olds), readSetInputs(news)) };
}
