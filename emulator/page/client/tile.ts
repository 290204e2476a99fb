import { coverName, pictureOf, pictureUrl, titleOf } from "./cover.js";
import { mayMove, newElement, setText } from "./dom.js";
import type { ShownMedia } from "./messages.js";

/** One video on the wall. */
export class Tile {
  readonly item = newElement("li");
  readonly button = newElement("button");
  /** Whether its cover changed while the page was looked at. */
  hasChanged = false;
  private readonly picture: HTMLImageElement;
  private readonly title = newElement("span", { className: "title", dir: "auto" });
  private readonly cover = newElement("span", { className: "cover", dir: "auto" });
  private searched = "";

  constructor(public media: ShownMedia) {
    this.button.type = "button";
    this.button.tabIndex = -1;
    this.picture = pictureOf(pictureUrl(media));
    this.button.append(this.picture, this.title, this.cover);
    this.item.append(this.button);
    this.write();
  }

  /** Shows the video as it is now. */
  update(media: ShownMedia): void {
    const isAnotherCover = media.cover !== this.media.cover;
    const isAnotherPicture = isAnotherCover || media.title !== this.media.title;
    this.media = media;
    this.write();
    if (isAnotherPicture) this.picture.src = pictureUrl(media);
    if (isAnotherCover) this.markAsChanged(true);
  }

  /** @param now whether it is happening: then it is shown by a movement, where that is welcome */
  markAsChanged(now: boolean): void {
    this.hasChanged = true;
    this.item.classList.add("changed");
    if (!now || !mayMove()) return;
    this.picture.animate([{ opacity: 0.1, transform: "scale(1.07)" }, {}], {
      duration: 600,
      easing: "ease-out",
    });
    this.button.animate(
      [{ boxShadow: "0 0 0 4px var(--accent)" }, { boxShadow: "0 0 0 4px transparent" }],
      1400,
    );
  }

  /** Whether its title or id has this text, which is {@link foldText}ed. */
  has(text: string): boolean {
    return this.searched.includes(text);
  }

  private write(): void {
    const { mediaId, cover, state } = this.media;
    setText(this.title, titleOf(this.media));
    setText(this.cover, state === "Deleted" ? "deleted" : coverName(cover));
    this.item.classList.toggle("coverless", cover === "");
    this.item.classList.toggle("deleted", state === "Deleted");
    this.searched = foldText(`${titleOf(this.media)}\n${mediaId}`);
  }
}

/** Texts that people take for the same become the same. */
export function foldText(text: string): string {
  return text.normalize("NFKC").toLocaleLowerCase("en");
}
