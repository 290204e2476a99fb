import { isSameCover } from "../cover/liveCoverUrl";
import type { Ports } from "./ports";
import { type Outputs, readInputs, readOutputs } from "./resource";
import { takeCover } from "./takeCover";

/**
 * Sets the cover if it differs. A change of `onDelete` alone makes no call.
 *
 * @param olds Recorded outputs.
 * @param news Checked arguments.
 * @throws MediaNotFoundError, CallError, CredentialsError, ConfigurationError
 */
export async function update(ports: Ports, olds: unknown, news: unknown): Promise<{ outs: Outputs }> {
  const old = readOutputs(olds);
  const inputs = readInputs(news);
  const { coverUrl, onDelete } = inputs;
  if (isSameCover(coverUrl, old.coverUrl))
    return { outs: { ...old, coverUrl, drifted: undefined, onDelete } };

  const { title, fileUrl } = await takeCover(ports, inputs);
  return { outs: { ...old, coverUrl, drifted: undefined, fileUrl, onDelete, title } };
}
