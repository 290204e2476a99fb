import { withoutSignature } from "../coverUrl";
import type { Ports } from "../ports";
import { releaseCover } from "../releaseCover";
import { takeCover } from "../takeCover";
import { eachCover } from "./eachCover";
import { planChanges } from "./plan";
import { readSetInputs, readSetOutputs, type SetInputs, type SetOutputs, sortedCovers } from "./resource";

/**
 * Sets or adopts the covers of a new set.
 *
 * @param news Checked arguments.
 * @throws CallError, CredentialsError, ConfigurationError when nothing at all could be done.
 */
export async function create(ports: Ports, news: unknown): Promise<{ id: string; outs: SetOutputs }> {
  const inputs = readSetInputs(news);
  const nothing = { ...inputs, covers: {}, count: 0, previousCovers: {}, failures: [] };
  // A set has no identity in the service. Frozen all the same: it is in users' states.
  return { id: inputs.region, outs: await applyCovers(ports, nothing, inputs) };
}

/**
 * Sets the covers that are new or changed, and gives up those that are not in the set any more. The others make no call.
 *
 * What fails is recorded as it was, and in `failures`; so a run that failed in parts keeps what it did, and the next one
 * does the rest.
 *
 * @param olds Recorded outputs.
 * @param news Checked arguments.
 * @throws CallError, CredentialsError, ConfigurationError when nothing at all could be done.
 */
export async function update(ports: Ports, olds: unknown, news: unknown): Promise<{ outs: SetOutputs }> {
  return { outs: await applyCovers(ports, readSetOutputs(olds), readSetInputs(news)) };
}

async function applyCovers(ports: Ports, old: SetOutputs, inputs: SetInputs): Promise<SetOutputs> {
  const { region, onDelete } = inputs;
  const covers = new Map(Object.entries(old.covers));
  const previous = new Map(Object.entries(onDelete === "restore" ? old.previousCovers : {}));
  const { take, release } = planChanges(old.covers, inputs.covers);

  const takeOne = async (mediaId: string, coverUrl: string): Promise<void> => {
    await takeCover(ports, { region, mediaId, coverUrl }, (before) => {
      const isNew = !covers.has(mediaId) && !previous.has(mediaId);
      if (isNew) previous.set(mediaId, withoutSignature(before.coverUrl));
    });
    covers.set(mediaId, coverUrl);
  };
  const releaseOne = async (mediaId: string): Promise<void> => {
    const [coverUrl, previousCoverUrl] = [covers.get(mediaId), previous.get(mediaId)];
    if (coverUrl !== undefined && previousCoverUrl !== undefined) {
      await releaseCover(ports, { region, mediaId, coverUrl }, previousCoverUrl);
    }
    covers.delete(mediaId);
  };

  const silent = release.filter((mediaId) => !previous.has(mediaId));
  silent.forEach((mediaId) => covers.delete(mediaId));
  const { failures } = await eachCover(
    ports,
    [...take, ...release.filter((mediaId) => previous.has(mediaId))],
    (mediaId) => {
      const coverUrl = inputs.covers[mediaId];
      return coverUrl === undefined ? releaseOne(mediaId) : takeOne(mediaId, coverUrl);
    },
  );
  const isKept = ([mediaId]: [string, string]): boolean =>
    covers.has(mediaId) || Object.hasOwn(inputs.covers, mediaId);
  return {
    covers: sortedCovers(covers),
    count: covers.size,
    failures,
    onDelete,
    previousCovers: onDelete === "restore" ? sortedCovers([...previous].filter(isKept)) : {},
    region,
  };
}
