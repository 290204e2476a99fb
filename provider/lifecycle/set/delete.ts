import type { Ports } from "../ports";
import { releaseCover } from "../releaseCover";
import { eachCover } from "./eachCover";
import { count, describeFailures, failedIds } from "./failures";
import { readSetOutputs, restorable } from "./resource";

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
  const previousOf = restorable(recorded);
  const mediaIds = Object.keys(covers).filter((mediaId) => previousOf(mediaId) !== undefined);
  const { failures, nothingBecause } = await eachCover(ports, mediaIds, (mediaId) =>
    releaseCover(ports, { region, mediaId, coverUrl: covers[mediaId] ?? "" }, previousOf(mediaId) ?? ""),
  );
  if (nothingBecause !== undefined) throw nothingBecause;
  if (failures.length === 0) return;
  const headline = `${count(failedIds(failures).length)} of ${count(mediaIds.length)} covers could not be put back`;
  throw new Error(describeFailures(headline, failures));
}
