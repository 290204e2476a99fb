import type { MediaService } from "../../provider/mps/client";
import { MediaNotFoundError } from "../../provider/mps/errors";
import { Locks } from "../../provider/lifecycle/locks";
import type { Ports } from "../../provider/lifecycle/ports";

/** Nobody watches. */
export const startProgress: Ports["startProgress"] = () => ({
  done: () => {},
  failed: () => {},
  end: () => {},
});

/** The service in memory: what the lifecycle sees of it, and what the lifecycle did to it. */
export function fakePorts(covers: Record<string, string | undefined> = {}): Ports & {
  covers: Record<string, string | undefined>;
  calls: string[];
  warnings: string[];
} {
  const calls: string[] = [];
  const warnings: string[] = [];
  const service: MediaService = {
    async findMedia(region, mediaId) {
      calls.push(`find ${region}/${mediaId}`);
      const coverUrl = covers[`${region}/${mediaId}`];
      return coverUrl === undefined
        ? undefined
        : {
            mediaId,
            coverUrl,
            title: "a title",
            fileUrl: "http://videos/a.mp4",
            state: "Published",
            durationSeconds: undefined,
            sizeBytes: undefined,
          };
    },
    findMediaByFile: () => Promise.reject(new Error("the lifecycle knows media by their ids")),
    async setCover(region, mediaId, coverUrl) {
      calls.push(`set ${region}/${mediaId} ${coverUrl}`);
      if (covers[`${region}/${mediaId}`] === undefined) throw new MediaNotFoundError(region, mediaId);
      covers[`${region}/${mediaId}`] = coverUrl;
    },
    async takeSnapshot({ region, file, picture, timeMs }) {
      calls.push(`take ${region} ${file.bucket}/${file.key} ${timeMs} ${picture.bucket}/${picture.key}`);
    },
  };
  const log = { info: () => {}, status: () => {}, warn: (message: string) => void warnings.push(message) };
  const clock = { date: () => new Date(Date.UTC(2026, 0, 2)) };
  return { service, log, clock, held: new Set(), locks: new Locks(), startProgress, covers, calls, warnings };
}
