import { beforeAndAfter, titleOf } from "./cover.js";
import { byId, formatCount, formatTime, mayMove, newElement, setText } from "./dom.js";
import type { CoverChange, ShownMedia } from "./messages.js";

/** How many the list shows: more is for the wall. */
const maxShown = 60;
/** How often a screen reader hears of changes. */
const announceEveryMs = 4000;

/** The last changes, newest first: old cover and new one. */
export class Changes {
  private readonly list = byId("changes", HTMLOListElement);
  private readonly announcer = byId("announcer", HTMLElement);
  private all: CoverChange[] = [];
  private unannounced = 0;

  constructor() {
    setInterval(() => this.announce(), announceEveryMs);
  }

  /** @param isWhole whether these are all */
  update(
    changes: readonly CoverChange[],
    mediaOf: (key: string) => ShownMedia | undefined,
    isWhole: boolean,
  ): void {
    if (isWhole) {
      this.all = [];
      this.list.replaceChildren();
    } else {
      this.unannounced += changes.length;
    }
    this.all.push(...changes);
    for (const change of changes.slice(-maxShown)) {
      const media = mediaOf(change.mediaKey);
      if (media !== undefined) this.add(media, change, !isWhole);
    }
    while (this.list.childElementCount > maxShown) this.list.lastElementChild?.remove();
    setText(byId("change-count", HTMLElement), formatCount(this.all.at(-1)?.number ?? 0));
  }

  /** The changes of one video, newest first. */
  of(mediaKey: string): CoverChange[] {
    return this.all.filter((change) => change.mediaKey === mediaKey).toReversed();
  }

  private add(media: ShownMedia, change: CoverChange, isNew: boolean): void {
    const item = newElement(
      "li",
      {},
      newElement("time", {}, formatTime(change.time)),
      newElement("strong", { dir: "auto" }, titleOf(media)),
      beforeAndAfter(media, change),
    );
    this.list.prepend(item);
    if (isNew && mayMove()) item.animate([{ opacity: 0, transform: "translateY(-8px)" }, {}], 250);
  }

  private announce(): void {
    if (this.unannounced === 0) return;
    const what = this.unannounced === 1 ? "1 cover" : `${formatCount(this.unannounced)} covers`;
    setText(this.announcer, `${what} changed`);
    this.unannounced = 0;
  }
}
