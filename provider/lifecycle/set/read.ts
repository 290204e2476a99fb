import { comparable, isSameCover, withoutSignature } from "../coverUrl";
import type { Ports } from "../ports";
import { eachCover } from "./eachCover";
import { countFailed, describeFailures, type FailureRecord } from "./failures";
import { readSetOutputs, type SetInputs, type SetOutputs, sortedCovers } from "./resource";

/**
 * Reads the covers of a set for a refresh. A media that does not exist any more leaves the set, so that the next preview
 * shows it; what could not be read keeps what is recorded, and is told of. Spelling, or an added query, is not drift.
 *
 * @throws Error in a `.get`, which a set does not have.
 * @throws CallError, CredentialsError, ConfigurationError when nothing at all could be read.
 */
export async function read(
  ports: Ports,
  id: string,
  olds: unknown,
): Promise<{ id: string; props: SetOutputs; inputs: SetInputs }> {
  if (typeof olds !== "object" || olds === null || !Object.hasOwn(olds, "covers"))
    throw new Error(notRecorded);
  const recorded = readSetOutputs(olds);
  const { region, onDelete } = recorded;
  const covers = new Map(Object.entries(recorded.covers));
  const previous = new Map(Object.entries(recorded.previousCovers));
  const unread = new Set([...covers.keys(), ...recorded.failures.flatMap(({ mediaIds }) => mediaIds)]);

  const { failures } = await eachCover(ports, [...unread], async (mediaId) => {
    const media = await ports.service.findMedia(region, mediaId);
    const known = recorded.covers[mediaId];
    if (media === undefined) covers.delete(mediaId);
    else if (known === undefined || !isSameCover(known, media.coverUrl)) {
      covers.set(mediaId, comparable(media.coverUrl));
      // One that failed was never ours, so what it has is what giving it up has to put back.
      const isNew = known === undefined && !previous.has(mediaId);
      if (isNew && onDelete === "restore") previous.set(mediaId, withoutSignature(media.coverUrl));
    }
    unread.delete(mediaId);
  });
  if (failures.length > 0) tellOfUnread(ports, failures, Object.keys(recorded.covers).length);

  const live = sortedCovers(covers);
  const props: SetOutputs = {
    covers: live,
    count: covers.size,
    failures: recorded.failures
      .map((record) => onlyUnread(record, unread))
      .filter(({ mediaIds }) => mediaIds.length > 0),
    onDelete,
    previousCovers: sortedCovers(
      [...previous].filter(([mediaId]) => covers.has(mediaId) || unread.has(mediaId)),
    ),
    region,
  };
  return { id, props, inputs: { covers: live, onDelete, region } };
}

const notRecorded =
  "a MediaCoverSet cannot be looked up by an id, as it has none in the service: declare it, and pulumi up adopts the covers that are there";

function onlyUnread(record: FailureRecord, unread: ReadonlySet<string>): FailureRecord {
  return { ...record, mediaIds: record.mediaIds.filter((mediaId) => unread.has(mediaId)) };
}

function tellOfUnread({ log }: Ports, failures: readonly FailureRecord[], count: number): void {
  const [failed, all] = [countFailed(failures), count].map((each) => each.toLocaleString("en-US"));
  log.warn(
    describeFailures(
      `${failed} of ${all} covers could not be read, and stay recorded as they were`,
      failures,
    ),
  );
}
