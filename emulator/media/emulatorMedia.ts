import type { Clock } from "../clock";
import { mediaFromSeed, type Media, type MediaSeed } from "./media";
import { checkFileIsFree, parseSeed } from "./mediaFile";
import type { MediaStore } from "./mediaStore";

/**
 * The emulator's media, from behind: whatever is done here needs no signature, counts as no call and is
 * checked for its form only. `region` is the emulator's default region if left out.
 */
export interface EmulatorMedia {
  /** A media as it is, deleted ones included (PublishState `Deleted`); undefined if there never was one. */
  get(mediaId: string, region?: string): Media | undefined;
  /** All media, deleted ones included, of all regions or of one. */
  list(region?: string): readonly Media[];
  /**
   * Adds a media, or replaces the one with its id. Queries see it at once, whatever the visibility delay.
   *
   * @throws EmulatorOptionError naming the rule, also when another media of the region has the same file
   */
  add(seed: MediaSeed): Media;
  /**
   * Deletes a media as DeleteMedia does.
   *
   * @throws RangeError when there is no such media
   */
  delete(mediaId: string, region?: string): void;
  /**
   * Sets or (with undefined or an empty text) clears a cover: what the snapshot step of a workflow, the
   * console or an UpdateMedia does behind the back of whoever manages covers. The URL is stored as it is.
   *
   * @throws RangeError when there is no such media
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
      throw new RangeError(`there is no media ${mediaId} in ${region}`);
    }
    return media;
  }
}
