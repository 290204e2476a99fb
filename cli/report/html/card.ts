import { type CoverChange, isToldOnly } from "../compareCovers";
import type { Cover } from "../cover";
import type { LoadedPicture, Pictures } from "../pictures/loadPictures";
import { factsText, isHttp, problemText, standIn } from "../wording";
import { type Html, markup } from "./markup";

/** What making cards depends on. */
export interface CardOptions {
  pictures: Pictures;
  /** Pictures that are not embedded are shown from where they are. */
  link: boolean;
  /** Keeps a picture for the browser to take when its card comes near; returns its place. */
  keep: (dataUrl: string) => number;
}

/** One video's cover, before and after; side by side where there are two. */
export function card(change: CoverChange, options: CardOptions): Html {
  const { media, region, owner, title, kind, before, after, note } = change;
  const isSingle = isToldOnly(change);
  const name = title === "" ? media : title;
  const first = isSingle ? undefined : figure(kind === "drifted" ? "found" : "before", before, name, options);
  const second = figure(isSingle ? "cover" : "after", after, name, options);
  const heading =
    title === "" ? markup`<h3><code>${media}</code></h3>` : markup`<h3 dir="auto">${title}</h3>`;
  const id = title === "" ? undefined : markup`<code>${media}</code>, `;
  const place = region === "" ? owner : `${region}, ${owner}`;
  return markup`<article>
${heading}
<p class="meta">${id}${place}</p>
${note !== "" && markup`<p class="note">${note}</p>`}<div class="pair">${first}${second}</div>
</article>
`;
}

function figure(label: string, cover: Cover | undefined, name: string, options: CardOptions): Html {
  const picture = cover === undefined ? undefined : options.pictures.of(cover);
  const url = typeof cover === "object" ? cover.url : undefined;
  const facts = picture && factsText(picture);
  const problem = picture && problemText(picture);
  return markup`<figure>
<div class="${problem === undefined ? "frame" : "frame bad"}">${frame(`${label}: ${name}`, cover, picture, options)}</div>
<figcaption><b>${label}</b>${url !== undefined && address(url)}${facts !== undefined && markup`<span>${facts}</span>`}${
    problem !== undefined && markup`<p class="mark">${problem}</p>`
  }</figcaption>
</figure>`;
}

/** A URL, to be followed where that is harmless. */
function address(url: string): Html {
  return isHttp(url)
    ? markup`<a class="url" href="${url}" rel="noreferrer" dir="ltr">${url}</a>`
    : markup`<span class="url" dir="ltr">${url}</span>`;
}

function frame(
  alt: string,
  cover: Cover | undefined,
  picture: LoadedPicture | undefined,
  { link, keep }: CardOptions,
): Html {
  const instead = standIn(cover);
  if (instead !== undefined) return markup`<span>${instead}</span>`;
  if (picture?.dataUrl !== undefined) {
    return markup`<img alt="${alt}" data-picture="${keep(picture.dataUrl)}" decoding="async">`;
  }
  if (picture !== undefined && picture.problems.length > 0) return markup`<span>no picture to show</span>`;
  const url = typeof cover === "object" ? cover.url : undefined;
  if (link && url !== undefined && isHttp(url)) {
    return markup`<img alt="${alt}" src="${url}" loading="lazy" decoding="async" referrerpolicy="no-referrer">`;
  }
  if (picture?.facts !== undefined) return markup`<span>${factsText(picture)}</span>`;
  return markup`<span>not loaded</span>`;
}
