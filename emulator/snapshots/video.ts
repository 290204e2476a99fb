import { parseUrlAddress, decodedKey } from "../pictures/objectAddress";
import type { Media } from "../media/media";
import type { MediaStore } from "../media/mediaStore";

/** The file of a video, as a snapshot job sees it. */
export interface Video {
  title: string;
  fileName: string;
  durationMs: number;
  /** In ascending order; at least one. */
  keyFramesMs: readonly number[];
  widthPixels: number;
  heightPixels: number;
  /** How long the service works on a job with this file. */
  snapshotMs: number;
  isDamaged: boolean;
}

const defaults = {
  durationSeconds: 600,
  keyFrameEverySeconds: 5,
  widthPixels: 640,
  heightPixels: 360,
  snapshotMs: 300,
} as const;

/** The videos that lie in OSS: the files of all videos, deleted ones included, since DeleteMedia leaves files alone. */
export class Videos {
  private readonly mediaByFile = new Map<string, Media>();

  constructor(store: MediaStore) {
    for (const media of store.all()) this.note(media);
    store.watch((media) => this.note(media));
  }

  /** @param key decoded */
  find(region: string, bucket: string, key: string): Video | undefined {
    const media = this.mediaByFile.get(fileKey(region, bucket, key));
    return media && completeVideo(media, key);
  }

  private note(media: Media): void {
    const address = parseUrlAddress(media.fileUrl);
    if (address === undefined) return;
    // The URLs of files are encoded or raw, as somebody wrote them.
    const key = decodedKey(address.key) ?? address.key;
    this.mediaByFile.set(fileKey(media.region, address.bucket, key), media);
  }
}

function completeVideo(
  { title, durationSeconds = defaults.durationSeconds, video = {} }: Media,
  key: string,
): Video {
  const keyFrameSeconds =
    video.keyFrameSeconds ??
    [...Array(Math.ceil(durationSeconds / defaults.keyFrameEverySeconds)).keys()].map(
      (index) => index * defaults.keyFrameEverySeconds,
    );
  const fileName = key.slice(key.lastIndexOf("/") + 1);
  return {
    title: title ?? fileName,
    fileName,
    durationMs: Math.round(durationSeconds * 1000),
    keyFramesMs: keyFrameSeconds.length === 0 ? [0] : keyFrameSeconds.map((seconds) => seconds * 1000),
    widthPixels: video.widthPixels ?? defaults.widthPixels,
    heightPixels: video.heightPixels ?? defaults.heightPixels,
    snapshotMs: video.snapshotMs ?? defaults.snapshotMs,
    isDamaged: video.isDamaged ?? false,
  };
}

function fileKey(region: string, bucket: string, key: string): string {
  return `${region} ${bucket}/${key}`;
}
