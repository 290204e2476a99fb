import { withoutSignature } from "../cover/liveCoverUrl";
import type { Ports } from "./ports";
import { type Outputs, readInputs } from "./resource";
import { resourceId } from "./resourceId";
import { takeCover } from "./takeCover";

/**
 * Sets a cover, or adopts the existing one: if the live cover is the wanted one, nothing is written.
 *
 * @param news Checked arguments.
 * @throws MediaNotFoundError, CallError, CredentialsError, ConfigurationError
 */
export async function create(ports: Ports, news: unknown): Promise<{ id: string; outs: Outputs }> {
  const inputs = readInputs(news);
  const before = await takeCover(ports, inputs);
  const { region, mediaId, coverUrl, onDelete } = inputs;
  const { title, fileUrl } = before;
  const previousCoverUrl = withoutSignature(before.coverUrl);
  const outs = { coverUrl, fileUrl, mediaId, onDelete, previousCoverUrl, region, title };
  return { id: resourceId(inputs), outs };
}
