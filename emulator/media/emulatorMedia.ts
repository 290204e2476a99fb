import type { Clock } from "../clock";
import { mediaFromSeed, type Media, type MediaSeed } from "./media";
import { checkFileIsFree, parseSeed } from "./mediaFile";
import type { MediaStore } from "./mediaStore";

/**
 * The emulator's videos, to read and change directly: without a signature, not counted as calls, and checked for their form
 * only. `region` is the emulator's default region if left out.
 */
export interface EmulatorMedia {
  /** The current state of a video, deleted ones included (PublishState `Deleted`); undefined if it never existed. */
  get(mediaId: string, region?: string): Media | undefined;
  /** All videos, deleted ones included, of all regions or of one. */
  list(region?: string): readonly Media[];
  /**
   * Adds a video, or replaces the one with its id. Queries see it at once, whatever the visibility delay.
   *
   * @throws EmulatorOptionError naming the rule, also when another video of the region has the same file
   */
  add(seed: MediaSeed): Media;
  /**
   * Deletes a video as DeleteMedia does.
   *
   * @throws RangeError when there is no such video
   */
  delete(mediaId: string, region?: string): void;
  /**
   * Sets a cover, or clears it (with undefined or an empty text), as a workflow, the console or an UpdateMedia would without
   * the knowledge of whoever manages covers. The URL is stored as it is.
   *
   * @throws RangeError when there is no such video
   */
  setCover(mediaId: string, url: string | undefined, region?: string): void;
}

/** Offers the store to tests and users. */
export class MediaDesk implements EmulatorMedia {
  constructor(
    private readonly store: MediaStore,
    private readonly clock: Clock,
    private readonly defaultRegion: string,
  ) {}

  get(mediaId: string, region = this.defaultRegion): Media | undefined {
    return this.store.current(region, mediaId);
  }

  list(region?: string): readonly Media[] {
    return this.store.all().filter((media) => region === undefined || media.region === region);
  }

  add(seed: MediaSeed): Media {
    const source = "emulator.media.add";
    const now = this.clock.now();
    const media = mediaFromSeed(parseSeed(seed, source), { region: this.defaultRegion, now });
    checkFileIsFree(this.store, media, source);
    this.store.load(media);
    return media;
  }

  delete(mediaId: string, region = this.defaultRegion): void {
    this.store.write({ ...this.existing(mediaId, region), publishState: "Deleted" });
  }

  setCover(mediaId: string, url: string | undefined, region = this.defaultRegion): void {
    this.store.write({ ...this.existing(mediaId, region), cover: url || undefined });
  }

  private existing(mediaId: string, region: string): Media {
    const media = this.store.current(region, mediaId);
    if (media === undefined) {
      throw new RangeError(`there is no video ${mediaId} in ${region}`);
    }
    return media;
  }
}
