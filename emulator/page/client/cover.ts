import { newElement } from "./dom.js";
import type { CoverChange, ShownMedia } from "./messages.js";

/** Where the emulator has a picture of a cover, drawn if need be. */
export function pictureUrl(media: ShownMedia, cover = media.cover): string {
  return `/page/cover?${new URLSearchParams({ url: cover, title: titleOf(media) }).toString()}`;
}

/** What people call a video. */
export function titleOf({ title, mediaId }: ShownMedia): string {
  return title.trim() === "" ? mediaId : title;
}

/** What people call a cover: the last part of its path. */
export function coverName(cover: string): string {
  if (cover === "") return "no cover";
  const [path = ""] = cover.split(/[?#]/, 1);
  const name = path.slice(path.lastIndexOf("/") + 1);
  try {
    return decodeURIComponent(name) || cover;
  } catch {
    return name;
  }
}

/** A picture; what it shows is said in words beside it. */
export function pictureOf(url: string): HTMLImageElement {
  const picture = newElement("img");
  Object.assign(picture, { alt: "", loading: "lazy", decoding: "async", width: 320, height: 180, src: url });
  return picture;
}

/** The old cover, an arrow, the new one, with their names. */
export function beforeAndAfter(media: ShownMedia, { before, after }: CoverChange): HTMLElement {
  const side = (cover: string): HTMLElement =>
    newElement(
      "figure",
      {},
      pictureOf(pictureUrl(media, cover)),
      newElement("figcaption", { dir: "auto", title: cover }, coverName(cover)),
    );
  const arrow = newElement("span", { className: "arrow" }, "→");
  arrow.setAttribute("role", "img");
  arrow.setAttribute("aria-label", "became");
  return newElement("div", { className: "before-after" }, side(before), arrow, side(after));
}
