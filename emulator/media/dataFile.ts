import writeFileAtomic from "write-file-atomic";
import type { Media } from "./media";

/**
 * Keeps the media in a JSON file that is whole at any time: each save replaces it, once the disk has the new one. Saves that
 * are asked for while one is under way are done as one.
 */
export class DataFile {
  private underWay: Promise<void> | undefined;
  private next: Promise<void> | undefined;
  private latest: Promise<void> = Promise.resolve();

  /**
   * @param path where the media are kept; one emulator at a time may have it
   * @param content called when a save begins
   */
  constructor(
    private readonly path: string,
    private readonly content: () => readonly Media[],
  ) {}

  /** Begins to save; {@link DataFile.saved} tells the outcome. */
  changed(): void {
    this.latest = this.save();
    // Whoever needs the outcome awaits it; a failure must not end the process before.
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
    // The save under way may have passed the change already, so that another has to follow: one for all who
    // ask meanwhile.
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
