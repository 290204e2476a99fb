import { withoutSignature } from "./coverUrl";
import { ensureCover } from "./ensureCover";
import type { Ports } from "./ports";
import { type Outputs, readInputs, resourceId } from "./resource";

/**
 * Sets a cover, or adopts the one that is there: no call is made where it is right already.
 *
 * @param news Checked arguments.
 * @throws MediaNotFoundError, CallError, CredentialsError, ConfigurationError
 */
export async function create(ports: Ports, news: unknown): Promise<{ id: string; outs: Outputs }> {
  const inputs = readInputs(news);
  const before = await ensureCover(ports, inputs);
  const id = resourceId(inputs);
  ports.created.add(id);
  const { region, mediaId, coverUrl, onDelete } = inputs;
  const { title, fileUrl } = before;
  const previousCoverUrl = withoutSignature(before.coverUrl);
  return { id, outs: { coverUrl, fileUrl, mediaId, onDelete, previousCoverUrl, region, title } };
}
