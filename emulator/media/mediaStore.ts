import type { Media } from "./media";

/** One state of a video, and when readers begin to see it. */
interface Version {
  media: Media;
  visibleAtMs: number;
}

/** What the store needs from its surroundings. */
export interface MediaStorePorts {
  /** The emulator's steady clock, in milliseconds. */
  nowMs: () => number;
  /** How long readers still see the state before a write, in milliseconds. */
  visibilityDelayMs: () => number;
}

/** Called with each change, and with the state before it unless the video is new. */
export type MediaWatcher = (media: Media, before: Media | undefined) => void;

/**
 * The videos of all regions. A write replaces a video as a whole. The next write sees it at once, readers only after the
 * visibility delay; so a video has versions.
 */
export class MediaStore {
  private readonly versions = new Map<string, readonly Version[]>();
  /** The video that has, or had, a file. An index, because there may be thousands of videos. */
  private readonly keyOfFile = new Map<string, string>();
  private readonly watchers: MediaWatcher[] = [];

  constructor(private readonly ports: MediaStorePorts) {}

  /** Calls `watcher` after every change from now on. */
  watch(watcher: MediaWatcher): void {
    this.watchers.push(watcher);
  }

  /** Adds a video that counts as old, so that readers see it at once. */
  load(media: Media): void {
    this.put(media, 0);
  }

  /** Adds a video, or replaces it as a whole. */
  write(media: Media): void {
    this.put(media, this.ports.visibilityDelayMs());
  }

  /** The video as last written, deleted or not. */
  current(region: string, mediaId: string): Media | undefined {
    return this.versions.get(storeKey(region, mediaId))?.at(-1)?.media;
  }

  /** The video as a query sees it. */
  visible(region: string, mediaId: string): Media | undefined {
    const versions = this.versions.get(storeKey(region, mediaId)) ?? [];
    return versions[this.visibleIndex(versions)]?.media;
  }

  /**
   * The video that has this input file in this region; if that was deleted and no other has it, the deleted
   * one.
   */
  ofFile(region: string, fileUrl: string): Media | undefined {
    const media = this.versions.get(this.keyOfFile.get(storeKey(region, fileUrl)) ?? "")?.at(-1)?.media;
    return media?.fileUrl === fileUrl ? media : undefined;
  }

  /** Everything as last written, in the order in which the videos were added. */
  all(): Media[] {
    return [...this.versions.values()].flatMap((versions) => versions.at(-1)?.media ?? []);
  }

  private put(media: Media, delayMs: number): void {
    const key = storeKey(media.region, media.mediaId);
    const before = this.versions.get(key) ?? [];
    const visible = this.visibleIndex(before);
    // No reader can see versions older than the visible one.
    const kept = visible === -1 ? before : before.slice(visible);
    this.versions.set(
      key,
      delayMs > 0
        ? [...kept, { media, visibleAtMs: this.ports.nowMs() + delayMs }]
        : [{ media, visibleAtMs: Number.NEGATIVE_INFINITY }],
    );
    const fileKey = storeKey(media.region, media.fileUrl);
    if (media.publishState !== "Deleted" || !this.keyOfFile.has(fileKey)) {
      this.keyOfFile.set(fileKey, key);
    }
    for (const watcher of this.watchers) watcher(media, before.at(-1)?.media);
  }

  private visibleIndex(versions: readonly Version[]): number {
    const nowMs = this.ports.nowMs();
    return versions.findLastIndex(({ visibleAtMs }) => visibleAtMs <= nowMs);
  }
}

function storeKey(region: string, idOrUrl: string): string {
  return `${region} ${idOrUrl}`;
}
