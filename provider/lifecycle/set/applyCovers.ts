import { withoutSignature } from "../../cover/liveCoverUrl";
import type { Ports } from "../ports";
import { releaseCover } from "../releaseCover";
import { takeCover } from "../takeCover";
import { eachCover } from "./eachCover";
import { planChanges } from "./plan";
import { restorableCovers, type SetInputs, type SetOutputs, setOutputs } from "./resource";

/**
 * Changes covers from those recorded to those wanted.
 *
 * A cover that fails is recorded as it was, and in `failures`: a run that failed in part keeps what it did, and the next one
 * does the rest. The cover that a video had before is recorded also where setting the new one failed: the call may have
 * taken effect.
 *
 * @throws What every call failed with, where not one video could be looked up.
 */
export async function applyCovers(ports: Ports, old: SetOutputs, inputs: SetInputs): Promise<SetOutputs> {
  const { region, onDelete } = inputs;
  const covers = new Map(Object.entries(old.covers));
  const previousCovers = new Map(Object.entries(old.previousCovers));
  const drifted = new Set(old.drifted);
  const restorable = restorableCovers({ ...old, onDelete });
  let hasFoundAny = false;

  const take = async (mediaId: string, coverUrl: string): Promise<void> => {
    await takeCover(ports, { region, mediaId, coverUrl }, (before) => {
      hasFoundAny = true;
      const isOurs = covers.has(mediaId) && !drifted.has(mediaId);
      if (!isOurs && !previousCovers.has(mediaId))
        previousCovers.set(mediaId, withoutSignature(before.coverUrl));
    });
    covers.set(mediaId, coverUrl);
    drifted.delete(mediaId);
  };
  const release = async (mediaId: string): Promise<void> => {
    const cover = { region, mediaId, coverUrl: old.covers[mediaId] ?? "" };
    await releaseCover(ports, cover, restorable.get(mediaId) ?? "");
    covers.delete(mediaId);
  };

  const plan = planChanges(old, inputs.covers);
  for (const mediaId of plan.release) if (!restorable.has(mediaId)) covers.delete(mediaId);
  const calls = [...plan.take, ...plan.release.filter((mediaId) => restorable.has(mediaId))];
  const { failures, abortedBy } = await eachCover(ports, calls, (mediaId) => {
    const coverUrl = inputs.covers[mediaId];
    return coverUrl === undefined ? release(mediaId) : take(mediaId, coverUrl);
  });
  if (abortedBy !== undefined && !hasFoundAny) throw abortedBy;

  const isKept = (mediaId: string): boolean => covers.has(mediaId) || Object.hasOwn(inputs.covers, mediaId);
  return setOutputs(inputs, {
    covers,
    previousCovers: [...previousCovers].filter(([mediaId]) => isKept(mediaId)),
    drifted,
    failures,
    failedAt: ports.clock.date().toISOString(),
  });
}
