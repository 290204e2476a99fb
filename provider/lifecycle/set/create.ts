import type { Ports } from "../ports";
import { applyCovers } from "./applyCovers";
import { readSetInputs, type SetOutputs } from "./resource";

/**
 * Sets or adopts the covers of a new set. For covers that fail, see `applyCovers`.
 *
 * @param news Checked arguments.
 * @throws CallError, CredentialsError, ConfigurationError if not one video could be looked up.
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
  // FROZEN: in users' states, though a set has no identity in the service.
  return { id: inputs.region, outs: await applyCovers(ports, nothing, inputs) };
}
