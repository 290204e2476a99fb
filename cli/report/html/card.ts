import type { CoverChange } from "../compareCovers";
import type { Cover } from "../cover";
import type { LoadedPicture, Pictures } from "../pictures/loadPictures";
import { factsText, standIn } from "../wording";
import { type Html, html } from "./html";

/** What making cards depends on. */
export interface CardOptions {
  pictures: Pictures;
  /** Pictures that are not embedded are shown from where they are. */
  link: boolean;
  /** Keeps a picture for the browser to take when its card comes near; returns its place. */
  keep: (dataUrl: string) => number;
}

/** One media's cover, before and after; side by side where there are two. */
export function card(change: CoverChange, options: CardOptions): Html {
  const { media, region, owner, title, kind, before, after, note } = change;
  const isSingle = isToldOnly(change);
  const name = title === "" ? media : title;
  return html`<article>
    <h3 dir="auto">${name}</h3>
    <p class="meta"><code>${media}</code>${region !== "" && ` in ${region}`}, ${owner}</p>
    ${note !== "" && html`<p class="note">${note}</p>`}
    <div class="pair">
      ${
        isSingle ? undefined : figure(kind === "drifted" ? "found" : "before", before, name, options)
      }${figure(isSingle ? "cover" : "after", after, name, options)}
    </div>
  </article> `;
}

/** Whether there is but one cover to show. */
export function isToldOnly({ kind, before }: Pick<CoverChange, "kind" | "before">): boolean {
  return kind === "unchanged" || (kind !== "new" && before === undefined);
}

function figure(label: string, cover: Cover | undefined, name: string, options: CardOptions): Html {
  const picture = cover === undefined ? undefined : options.pictures.of(cover);
  const url = typeof cover === "object" ? cover.url : undefined;
  const facts = picture && factsText(picture);
  return html`<figure>
    <div class="${picture?.problem === undefined ? "frame" : "frame bad"}">
      ${frame(`${label}: ${name}`, cover, picture, options)}
    </div>
    <figcaption>
      <b>${label}</b
      >${url !== undefined && html`<a class="url" href="${url}" rel="noreferrer" dir="ltr">${url}</a>`}${
        facts !== undefined && html`<span>${facts}</span>`
      }${picture?.problem !== undefined && html`<p class="mark">The picture ${picture.problem}.</p>`}
    </figcaption>
  </figure>`;
}

function frame(
  alt: string,
  cover: Cover | undefined,
  picture: LoadedPicture | undefined,
  { link, keep }: CardOptions,
): Html {
  const instead = standIn(cover);
  if (instead !== undefined) return html`<span>${instead}</span>`;
  if (picture?.dataUrl !== undefined) {
    return html`<img alt="${alt}" data-picture="${keep(picture.dataUrl)}" decoding="async" />`;
  }
  if (picture?.problem !== undefined) return html`<span>no picture to show</span>`;
  if (picture?.facts !== undefined && !link) return html`<span>${factsText(picture)}</span>`;
  const url = typeof cover === "object" ? cover.url : undefined;
  if (link && url !== undefined) {
    return html`<img
      alt="${alt}"
      src="${url}"
      loading="lazy"
      decoding="async"
      referrerpolicy="no-referrer"
    />`;
  }
  return html`<span>not loaded</span>`;
}
