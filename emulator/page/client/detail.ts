import { beforeAndAfter, pictureUrl, titleOf } from "./cover.js";
import { byId, formatTime, newElement, setText } from "./dom.js";
import type { CoverChange, ShownMedia } from "./messages.js";

/** Shows everything about one video, over the page. */
export class Detail {
  private readonly dialog = byId("detail", HTMLDialogElement);
  /** The video that it shows. */
  key: string | undefined;

  constructor() {
    // A click beside it closes it, as Escape does.
    this.dialog.addEventListener("click", ({ target }) => {
      if (target === this.dialog) this.dialog.close();
    });
    this.dialog.addEventListener("close", () => (this.key = undefined));
  }

  show(media: ShownMedia, changes: readonly CoverChange[]): void {
    this.key = media.key;
    byId("detail-picture", HTMLImageElement).src = pictureUrl(media);
    setText(byId("detail-title", HTMLElement), titleOf(media));
    const facts = {
      Cover: media.cover || "none",
      "Media id": media.mediaId,
      Region: media.region,
      File: media.fileUrl,
      State: media.state,
    };
    byId("detail-facts", HTMLElement).replaceChildren(
      ...Object.entries(facts).flatMap(([name, value]) => [
        newElement("dt", {}, name),
        newElement("dd", { dir: "auto" }, value),
      ]),
    );
    const items = changes.map((change) => {
      return newElement(
        "li",
        {},
        newElement("time", {}, formatTime(change.time)),
        beforeAndAfter(media, change),
      );
    });
    byId("detail-changes", HTMLOListElement).replaceChildren(
      ...(items.length > 0 ? items : [newElement("li", {}, "none since the emulator started")]),
    );
    if (!this.dialog.open) this.dialog.showModal();
  }
}
