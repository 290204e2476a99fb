import type { Ports } from "../ports";
import { releaseCover } from "../releaseCover";
import { eachCover } from "./eachCover";
import { countFailed, describeFailures } from "./failures";
import { readSetOutputs } from "./resource";

/**
 * Ends the management of a set, as `onDelete` says: leaves the covers (no call at all), or puts back those that were
 * there before, where the live ones are still ours.
 *
 * @param olds Recorded outputs.
 * @throws Error naming those that could not be put back; the next run does these only. CallError, CredentialsError,
 * ConfigurationError when nothing at all could be done.
 */
export async function remove(ports: Ports, olds: unknown): Promise<void> {
  const { covers, previousCovers, region, onDelete } = readSetOutputs(olds);
  if (onDelete === "retain") return;
  const restorable = Object.keys(covers).filter((mediaId) => Object.hasOwn(previousCovers, mediaId));
  const { failures } = await eachCover(ports, restorable, (mediaId) => {
    const cover = { region, mediaId, coverUrl: covers[mediaId] ?? "" };
    return releaseCover(ports, cover, previousCovers[mediaId] ?? "");
  });
  if (failures.length === 0) return;
  const [failed, all] = [countFailed(failures), restorable.length].map((count) =>
    count.toLocaleString("en-US"),
  );
  throw new Error(describeFailures(`${failed} of ${all} covers could not be put back`, failures));
}
