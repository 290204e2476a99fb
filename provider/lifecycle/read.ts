import { MediaNotFoundError } from "../mps/errors";
import { canonicalLiveUrl, isSameCover, withoutSignature } from "../cover/liveCoverUrl";
import type { Ports } from "./ports";
import { type Inputs, type Outputs, readOutputsIfAny } from "./resource";
import { parseResourceId, resourceId } from "./resourceId";

/** The live cover; empty if the video does not exist: the engine then drops the resource from its state. */
export type ReadResult<AllInputs, AllOutputs> =
  | { id: string; props: AllOutputs; inputs: AllInputs }
  | Record<string, never>;

/**
 * Reads a cover: for a refresh, with recorded outputs, or for `.get`, without.
 *
 * Only a definite answer that the video does not exist drops the resource. Equivalent spellings of the recorded URL, and a
 * query string added by the service, are not drift.
 *
 * @throws MediaNotFoundError in a `.get`, where the engine would take an empty answer for an existing resource.
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
