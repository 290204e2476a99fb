import type { Clock } from "../clock";
import { mediaKey, type Media } from "../media/media";
import { shownUrl } from "../redaction";
import type { CoverChange } from "./client/messages";

const maxChanges = 200;

/** The last changes of covers, whoever made them. */
export class CoverChanges {
  private changes: CoverChange[] = [];
  private count = 0;

  constructor(private readonly clock: Clock) {}

  /** Notes a change, if the cover is one. */
  note(after: Media, before: Media | undefined): void {
    if (before === undefined || before.cover === after.cover) return;
    this.count += 1;
    this.changes.push({
      number: this.count,
      time: this.clock.now().toISOString(),
      mediaKey: mediaKey(after),
      before: shownUrl(before.cover ?? ""),
      after: shownUrl(after.cover ?? ""),
    });
    // Not at each change: that would move the others every time.
    if (this.changes.length >= 2 * maxChanges) this.changes = this.changes.slice(-maxChanges);
  }

  /** The last changes after the one with this number, oldest first. */
  since(number: number): CoverChange[] {
    return this.changes.slice(-maxChanges).filter((change) => change.number > number);
  }
}
