import writeFileAtomic from "write-file-atomic";
import type { Media } from "./media";

/**
 * Keeps the videos in a JSON file that is complete at any time: each save writes a new file, then replaces the old one. Saves
 * that are requested while one is under way are combined.
 */
export class DataFile {
  private underWay: Promise<void> | undefined;
  private next: Promise<void> | undefined;
  private latest: Promise<void> = Promise.resolve();

  /**
   * @param path where the videos are kept; only one emulator may use it at a time
   * @param content called when a save begins
   */
  constructor(
    private readonly path: string,
    private readonly content: () => readonly Media[],
  ) {}

  /** Begins to save; {@link DataFile.saved} tells the outcome. */
  changed(): void {
    this.latest = this.save();
    // Whoever needs the outcome awaits it. Until then, a failure must not end the process.
    this.latest.catch(() => undefined);
  }

  /**
   * Resolves when the file holds every change up to the time of the call.
   *
   * @throws what the file system says, e.g. that the disk is full; the file is then as it was
   */
  async saved(): Promise<void> {
    await this.latest;
  }

  private save(): Promise<void> {
    if (this.underWay === undefined) {
      this.underWay = this.write().finally(() => {
        this.underWay = undefined;
      });
      return this.underWay;
    }
    // The save under way may not contain the change, so another one has to follow: one for all callers until then.
    this.next ??= this.underWay
      .catch(() => undefined)
      .then(() => {
        this.next = undefined;
        return this.save();
      });
    return this.next;
  }

  private async write(): Promise<void> {
    const text = `${JSON.stringify(this.content(), undefined, 1)}\n`;
    await writeFileAtomic(this.path, text, { mode: 0o600 });
  }
}
