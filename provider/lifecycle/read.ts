import { MediaNotFoundError } from "../mps/errors";
import { canonicalLiveUrl, isSameCover, withoutSignature } from "../cover/coverUrl";
import type { Ports } from "./ports";
import { type Inputs, type Outputs, parseResourceId, readOutputsIfAny, resourceId } from "./resource";

/** What the service says now; empty when the media does not exist any more. */
export type ReadResult<AllInputs, AllOutputs> =
  | { id: string; props: AllOutputs; inputs: AllInputs }
  | Record<string, never>;

/**
 * Reads a cover: for a refresh, where outputs are recorded, and for `.get`, where nothing is.
 *
 * Only a definite answer that the media does not exist drops the resource. A live URL that differs from the recorded one
 * in spelling, or in an added query, is not drift.
 *
 * @throws MediaNotFoundError in a `.get`: the engine takes an empty answer there for an existing resource.
 * @throws CallError, CredentialsError, ConfigurationError: the engine then keeps the recorded state.
 */
export async function read(
  { service }: Ports,
  id: string,
  olds: unknown,
): Promise<ReadResult<Inputs, Outputs>> {
  const { region, mediaId } = parseResourceId(id);
  const recorded = readOutputsIfAny(olds);
  const media = await service.findMedia(region, mediaId);
  if (media === undefined) {
    if (recorded === undefined) throw new MediaNotFoundError(region, mediaId);
    return {};
  }
  const known = recorded?.coverUrl;
  const isKnown = known !== undefined && isSameCover(known, media.coverUrl);
  const coverUrl = isKnown ? known : canonicalLiveUrl(media.coverUrl);
  const drifted = recorded?.drifted === true || (known !== undefined && !isKnown);
  const inputs: Inputs = { coverUrl, mediaId, onDelete: recorded?.onDelete ?? "retain", region };
  const previousCoverUrl = recorded?.previousCoverUrl ?? withoutSignature(media.coverUrl);
  const { title, fileUrl } = media;
  return {
    id: resourceId(inputs),
    props: { ...inputs, fileUrl, previousCoverUrl, title, ...(drifted && { drifted }) },
    inputs,
  };
}
