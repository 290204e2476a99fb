import type { Ports } from "../ports";
import { applyCovers } from "./applyCovers";
import { readSetInputs, type SetOutputs } from "./resource";

/**
 * Sets or adopts the covers of a new set; see `applyCovers` for those that fail.
 *
 * @param news Checked arguments.
 * @throws CallError, CredentialsError, ConfigurationError when nothing at all could be done.
 */
export async function create(ports: Ports, news: unknown): Promise<{ id: string; outs: SetOutputs }> {
  const inputs = readSetInputs(news);
  const nothing = {
    ...inputs,
    covers: {},
    count: 0,
    drifted: [],
    failedAt: "",
    failures: [],
    previousCovers: {},
  };
  // A set has no identity in the service. Frozen all the same: it is in users' states.
  return { id: inputs.region, outs: await applyCovers(ports, nothing, inputs) };
}
