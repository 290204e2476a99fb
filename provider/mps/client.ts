import { updateMediaCoverAnswer } from "./answer";
import { type CallContext, makeCall } from "./call";
import { CallError, MediaNotFoundError, ServiceError } from "./errors";
import { type BatchQuery, BatchReader } from "./batchReader";
import type { Media } from "./media";
import { byFile, byId } from "./mediaQueries";
import { jobsById, type Snapshot } from "./snapshotJobs";
import { takeSnapshot } from "./takeSnapshot";
import { unlessAborted } from "./unlessAborted";

/** What this package does with the service. */
export interface MediaService {
  /**
   * One video, or `undefined` if the service definitely says that it does not exist (any more).
   *
   * @throws CallError, CredentialsError, ConfigurationError
   */
  findMedia(region: string, mediaId: string): Promise<Media | undefined>;
  /**
   * The video whose source file has this URL, as the service spells it; or `undefined`, as above.
   *
   * @throws CallError, CredentialsError, ConfigurationError
   */
  findMediaByFile(region: string, fileUrl: string): Promise<Media | undefined>;
  /**
   * Sets a cover. An empty `coverUrl` asks for none; the service does not document what it does then.
   *
   * @throws MediaNotFoundError, CallError, CredentialsError, ConfigurationError
   */
  setCover(region: string, mediaId: string, coverUrl: string): Promise<void>;
  /**
   * Takes a picture of a video. Done again, it replaces the picture with the same one.
   *
   * @throws SnapshotError, CallError, CredentialsError, ConfigurationError
   */
  takeSnapshot(snapshot: Snapshot): Promise<void>;
}

/**
 * The client of the service's API.
 *
 * @returns The service for one piece of work. Once its signal is aborted, no call is sent for it any more: what waits is
 * rejected with the signal's reason.
 */
export function createClient(context: CallContext): (signal?: AbortSignal) => MediaService {
  const mediaById = createReaders(context, byId);
  const mediaByFile = createReaders(context, byFile);
  const jobs = createReaders(context, jobsById(context));
  return (signal) => ({
    // A read may share its call with nine others, so it goes on, but nobody waits for it any more.
    findMedia: (region, mediaId) => unlessAborted(mediaById(region).read(mediaId), signal),
    findMediaByFile: (region, fileUrl) => unlessAborted(mediaByFile(region).read(fileUrl), signal),
    takeSnapshot(snapshot) {
      const findJob = (region: string, id: string) => unlessAborted(jobs(region).read(id), signal);
      return takeSnapshot(snapshot, { context, findJob, signal });
    },
    async setCover(region, mediaId, coverUrl) {
      try {
        const call = {
          action: "UpdateMediaCover",
          region,
          parameters: { CoverURL: coverUrl, MediaId: mediaId },
          answer: updateMediaCoverAnswer,
          subject: `video ${mediaId} in ${region}`,
        } as const;
        await makeCall(context, call, { signal });
      } catch (error) {
        const cause = error instanceof CallError ? error.cause : undefined;
        const isGone = cause instanceof ServiceError && cause.mediaIsGone;
        throw isGone ? new MediaNotFoundError(region, mediaId, { cause }) : error;
      }
    },
  });
}

/** One reader for each region. */
function createReaders<Answer, Item>(
  context: CallContext,
  query: BatchQuery<Answer, Item>,
): (region: string) => BatchReader<Answer, Item> {
  const readers = new Map<string, BatchReader<Answer, Item>>();
  return (region) => {
    const reader = readers.get(region) ?? new BatchReader(context, region, query);
    readers.set(region, reader);
    return reader;
  };
}
