import { escapeHtml } from "./escapeHtml";
import type { Cover, CoverChange, ShownPicture, ShownPictures } from "./model";

/** One media, with its cover before and after, as an item of a list. */
export function card(change: CoverChange, pictures: ShownPictures): string {
  const { kind, title, note, before, after } = change;
  const name = title === "" ? (change.mediaId ?? change.resource) : title;
  const isPair = kind !== "unchanged";
  const shown = isPair
    ? [side("Before", before, name, pictures, "gone"), side("After", after, name, pictures, "")]
    : [side("Cover", after ?? before, name, pictures, "")];
  return `<li class="card ${kind}"><article>
<h3 dir="auto">${escapeHtml(name)}</h3>
<p class="where">${escapeHtml(whereOf(change))}</p>
<div class="pair${isPair ? "" : " single"}">${shown.join("")}</div>${note === undefined ? "" : `\n<p class="note" dir="auto">${escapeHtml(note)}</p>`}
</article></li>`;
}

/** "cn-hangzhou/6cc3… · resource trailer". */
function whereOf({ region, mediaId, resource }: CoverChange): string {
  const media = [region, mediaId ?? "media not known yet"].filter((part) => part !== undefined).join("/");
  return [media, resource].filter((part) => part !== "").join(" · ");
}

function side(
  caption: string,
  cover: Cover | undefined,
  name: string,
  pictures: ShownPictures,
  className: string,
): string {
  const picture = cover === undefined ? undefined : pictures.get(cover);
  const isBroken = picture?.mark !== undefined;
  const lines = [
    `<b>${caption}</b>${picture?.facts ? ` ${escapeHtml(picture.facts)}` : ""}`,
    ...(cover?.url === undefined ? [] : [`<br>${link(cover.url)}`]),
    ...(isBroken ? [`<span class="mark">⚠ ${escapeHtml(picture.mark ?? "")}</span>`] : []),
  ];
  return `<figure class="${className}"><div class="picture${isBroken ? " broken" : ""}">${inside(caption, cover, name, picture)}</div><figcaption>${lines.join("")}</figcaption></figure>`;
}

function inside(
  caption: string,
  cover: Cover | undefined,
  name: string,
  picture: ShownPicture | undefined,
): string {
  if (picture?.src !== undefined) {
    return `<img loading="lazy" decoding="async" alt="${escapeHtml(`${caption}: ${name}`)}" src="${escapeHtml(picture.src)}">`;
  }
  return `<span>${escapeHtml(placeholder(cover, picture))}</span>`;
}

function placeholder(cover: Cover | undefined, picture: ShownPicture | undefined): string {
  if (cover === undefined) return "no cover";
  if (cover.hidden === "secret") return "a secret";
  if (cover.hidden === "unknown") return "known once it is applied";
  if (picture?.mark !== undefined) return "nothing to show";
  return picture === undefined || picture.facts === "" ? "not looked at" : "not embedded";
}

/** Covers are http: and https: by their rule; whatever else a file holds stays a text. */
function link(url: string): string {
  const text = escapeHtml(url);
  return /^https?:\/\//i.test(url)
    ? `<a href="${text}" rel="noreferrer noopener" dir="ltr">${text}</a>`
    : text;
}
