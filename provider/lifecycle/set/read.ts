import { canonicalLiveUrl, isSameCover } from "../../cover/liveCoverUrl";
import { formatCount } from "../../cover/formatCount";
import type { Ports } from "../ports";
import { eachCover } from "./eachCover";
import { describeFailures, failedIds } from "./failures";
import { readSetOutputs, type SetInputs, type SetOutputs, setOutputs } from "./resource";

/**
 * Reads the covers of a set for a refresh. A video that no longer exists leaves the set, so that the next preview shows it.
 * A cover that cannot be read stays recorded as it was, with a warning. Equivalent spellings of the recorded URL, and a query
 * string added by the service, are not drift.
 *
 * @throws Error in a `.get`, which a set does not have.
 * @throws CallError, CredentialsError, ConfigurationError, or an Error naming the covers, if not one could be read.
 */
export async function read(
  ports: Ports,
  id: string,
  olds: unknown,
): Promise<{ id: string; props: SetOutputs; inputs: SetInputs }> {
  if (typeof olds !== "object" || olds === null || !Object.hasOwn(olds, "covers"))
    throw new Error(notRecorded);
  const recorded = readSetOutputs(olds);
  const { region, onDelete, failedAt } = recorded;
  const covers = new Map(Object.entries(recorded.covers));
  const drifted = new Set(recorded.drifted);
  const unread = new Set([...covers.keys(), ...failedIds(recorded.failures)]);
  const asked = unread.size;

  const { failures, abortedBy } = await eachCover(ports, [...unread], async (mediaId) => {
    const media = await ports.service.findMedia(region, mediaId);
    const known = recorded.covers[mediaId];
    if (media === undefined) {
      covers.delete(mediaId);
    } else if (known === undefined || !isSameCover(known, media.coverUrl)) {
      covers.set(mediaId, canonicalLiveUrl(media.coverUrl));
      drifted.add(mediaId);
    }
    unread.delete(mediaId);
  });
  if (abortedBy !== undefined) throw abortedBy;
  if (failures.length > 0) {
    const headline = `${formatCount(unread.size)} of ${formatCount(asked)} covers could not be read, and stay recorded as they were`;
    const message = describeFailures(headline, failures);
    if (unread.size === asked) throw new Error(message);
    ports.log.warn(message);
  }

  const isKept = (mediaId: string): boolean => covers.has(mediaId) || unread.has(mediaId);
  const stillFailed = recorded.failures
    .map((record) => ({ ...record, mediaIds: record.mediaIds.filter((mediaId) => unread.has(mediaId)) }))
    .filter(({ mediaIds }) => mediaIds.length > 0);
  const props = setOutputs(recorded, {
    covers,
    previousCovers: Object.entries(recorded.previousCovers).filter(([mediaId]) => isKept(mediaId)),
    drifted,
    failures: stillFailed,
    failedAt,
  });
  return { id, props, inputs: { covers: props.covers, onDelete, region } };
}

const notRecorded =
  "a MediaCoverSet cannot be looked up by an id, as it has none in the service: declare it, and the covers that are there are adopted";
