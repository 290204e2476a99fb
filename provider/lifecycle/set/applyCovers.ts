import { withoutSignature } from "../../cover/coverUrl";
import type { Ports } from "../ports";
import { releaseCover } from "../releaseCover";
import { takeCover } from "../takeCover";
import { eachCover } from "./eachCover";
import { planChanges } from "./plan";
import { restorable, type SetInputs, type SetOutputs, setOutputs } from "./resource";

/**
 * Goes from recorded covers to wanted ones.
 *
 * What fails is recorded as it was, and in `failures`; so a run that failed in parts keeps what it did, and the next one
 * does the rest. What the media had before is kept also of covers that failed: the call may have had effect.
 *
 * @throws what every call failed with, when not one media could be looked at.
 */
export async function applyCovers(ports: Ports, old: SetOutputs, inputs: SetInputs): Promise<SetOutputs> {
  const { region, onDelete } = inputs;
  const covers = new Map(Object.entries(old.covers));
  const previousCovers = new Map(Object.entries(old.previousCovers));
  const drifted = new Set(old.drifted);
  let nothingSeen = true;

  const take = async (mediaId: string, coverUrl: string): Promise<void> => {
    await takeCover(ports, { region, mediaId, coverUrl }, (before) => {
      nothingSeen = false;
      const isOurs = covers.has(mediaId) && !drifted.has(mediaId);
      if (!isOurs && !previousCovers.has(mediaId)) {
        previousCovers.set(mediaId, withoutSignature(before.coverUrl));
      }
    });
    covers.set(mediaId, coverUrl);
    drifted.delete(mediaId);
  };
  const previousOf = restorable({ ...old, onDelete });
  const release = async (mediaId: string): Promise<void> => {
    const previousCoverUrl = previousOf(mediaId);
    if (previousCoverUrl !== undefined) {
      const cover = { region, mediaId, coverUrl: old.covers[mediaId] ?? "" };
      await releaseCover(ports, cover, previousCoverUrl);
    }
    covers.delete(mediaId);
  };

  const plan = planChanges(old, inputs.covers);
  const calls = [...plan.take, ...plan.release.filter((mediaId) => previousOf(mediaId) !== undefined)];
  plan.release
    .filter((mediaId) => previousOf(mediaId) === undefined)
    .forEach((mediaId) => covers.delete(mediaId));
  const { failures, nothingBecause } = await eachCover(ports, calls, (mediaId) => {
    const coverUrl = inputs.covers[mediaId];
    return coverUrl === undefined ? release(mediaId) : take(mediaId, coverUrl);
  });
  if (nothingBecause !== undefined && nothingSeen) throw nothingBecause;

  const isKept = (mediaId: string): boolean => covers.has(mediaId) || Object.hasOwn(inputs.covers, mediaId);
  return setOutputs(inputs, {
    covers,
    previousCovers: [...previousCovers].filter(([mediaId]) => isKept(mediaId)),
    drifted,
    failures,
    failedAt: ports.clock.date().toISOString(),
  });
}
