import { formatCount } from "../../cover/formatCount";
import type { Ports } from "../ports";
import { releaseCover } from "../releaseCover";
import { eachCover } from "./eachCover";
import { describeFailures, failedIds } from "./failures";
import { readSetOutputs, restorableCovers } from "./resource";

/**
 * Stops managing a set. With `onDelete: "retain"` the covers stay, and no call is made. With `"restore"` the previous covers
 * are put back, except where somebody else has changed the live one.
 *
 * @param olds Recorded outputs.
 * @throws Error naming the covers that could not be put back. The next run does only these.
 * @throws CallError, CredentialsError, ConfigurationError if none could be put back and no cover is to blame.
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
