import { formatCount } from "../../formatCount";
import type { Ports } from "../ports";
import { releaseCover } from "../releaseCover";
import { eachCover } from "./eachCover";
import { describeFailures, failedIds } from "./failures";
import { readSetOutputs, restorableCovers } from "./resource";

/**
 * Ends the management of a set, as `onDelete` says: leaves the covers (no call at all), or puts back those that were
 * there before, where the live ones are still ours.
 *
 * @param olds Recorded outputs.
 * @throws Error naming those that could not be put back; the next run does these only. CallError, CredentialsError,
 * ConfigurationError when nothing at all could be done.
 */
export async function remove(ports: Ports, olds: unknown): Promise<void> {
  const recorded = readSetOutputs(olds);
  const { covers, region } = recorded;
  const restorable = restorableCovers(recorded);
  const { failures, abortedBy } = await eachCover(ports, [...restorable.keys()], (mediaId) => {
    const cover = { region, mediaId, coverUrl: covers[mediaId] ?? "" };
    return releaseCover(ports, cover, restorable.get(mediaId) ?? "");
  });
  if (abortedBy !== undefined) throw abortedBy;
  if (failures.length === 0) return;
  const headline = `${formatCount(failedIds(failures).length)} of ${formatCount(restorable.size)} covers could not be put back`;
  throw new Error(describeFailures(headline, failures));
}
