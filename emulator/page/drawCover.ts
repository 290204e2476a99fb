import { createHash } from "node:crypto";

/** What XML 1.0 does not allow, half characters included. */
const notXml = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;

const words = new Intl.Segmenter(undefined, { granularity: "word" });
const characters = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/**
 * A drawing for a cover without a picture: an SVG of 640 x 360 with the title's initials on stripes. The same cover always
 * looks the same, and another cover of the same title looks different.
 *
 * @param coverUrl empty for a video without a cover, which gets a pale drawing
 */
export function drawCover(title: string, coverUrl: string): string {
  const initials = escaped(findInitials(title));
  const drawing = coverUrl === "" ? emptyCover(initials) : colouredCover(initials, coverUrl);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 360" width="640" height="360">${drawing}</svg>`;
}

function emptyCover(initials: string): string {
  return [
    "<style>rect{fill:#e9ecf1}text{fill:#8b96a5}path{stroke:#c3cad4}",
    "@media(prefers-color-scheme:dark){rect{fill:#1d232b}text{fill:#66717f}path{stroke:#36404c}}</style>",
    '<rect width="640" height="360"/>',
    '<path d="M24 24H616V336H24Z" fill="none" stroke-width="3" stroke-dasharray="10 12" stroke-linecap="round"/>',
    lettering(initials, ""),
  ].join("");
}

function colouredCover(initials: string, coverUrl: string): string {
  const [first = 0, second = 0, offset = 0, width = 0] = createHash("sha256").update(coverUrl).digest();
  const hue = Math.round((first / 256) * 360);
  const other = (hue + 35 + Math.round((second / 256) * 70)) % 360;
  return [
    '<defs><linearGradient id="g" x1="0" y1="0" x2="1" y2="1">',
    `<stop offset="0" stop-color="oklch(.43 .15 ${hue})"/><stop offset="1" stop-color="oklch(.64 .16 ${other})"/>`,
    "</linearGradient></defs>",
    '<rect width="640" height="360" fill="url(#g)"/>',
    `<g fill="oklch(.9 .08 ${other})" fill-opacity=".22">${stripes(offset, width)}</g>`,
    lettering(initials, 'fill="#fff" fill-opacity=".94"'),
  ].join("");
}

/** Four slanted stripes, placed by a hash's bytes. */
function stripes(offset: number, width: number): string {
  return [0, 1, 2, 3]
    .map((index) => {
      const x = -160 + offset / 2 + index * 190;
      return `<path d="M${x} 360L${x + 220} 0H${x + 270 + width / 3}L${x + 50 + width / 3} 360Z"/>`;
    })
    .join("");
}

function lettering(initials: string, paint: string): string {
  return `<text x="320" y="180" text-anchor="middle" dominant-baseline="central" font-family="system-ui, sans-serif" font-size="132" font-weight="700" letter-spacing="-2" ${paint}>${initials}</text>`;
}

/** The first characters of the first two words, or the first character of a title without words. */
function findInitials(title: string): string {
  const ofWords = [...words.segment(title)]
    .filter(({ isWordLike }) => isWordLike)
    .slice(0, 2)
    .map(({ segment }) => firstCharacter(segment).toLocaleUpperCase("en"));
  return ofWords.length > 0 ? ofWords.join("") : firstCharacter(title.trim());
}

function firstCharacter(text: string): string {
  const [first] = characters.segment(text);
  return first?.segment ?? "";
}

function escaped(text: string): string {
  return text
    .replaceAll(notXml, "")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
