import type { Media } from "../provider/mps/media";

/** The type that `pulumi import` reads with the packaged provider; the dynamic one cannot import. */
const type = "mediacover:index:MediaCover";

/** The covers of videos as `pulumi import --file` takes them. The same videos always give the same text. */
export function writeImportFile(media: readonly Media[], region: string): string {
  const taken = new Set<string>();
  const resources = media.map(({ mediaId, title }) => {
    const name = freeName(nameIn(title), mediaId, taken);
    taken.add(name);
    return { type, name, id: `${region}/${mediaId}` };
  });
  return `${JSON.stringify({ resources }, undefined, 2)}\n`;
}

/** What of a title may be in the name of a resource and of a variable in each language: `Keynote, day 1` is `keynote-day-1`. */
const nameIn = (title: string): string =>
  title
    .normalize("NFKD")
    .toLowerCase()
    .replaceAll(/\p{M}+/gu, "")
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^[-0-9]+|-+$/g, "")
    .slice(0, 60);

/** A name that no other resource has: that of the title, or else one with the video's id. */
function freeName(name: string, mediaId: string, taken: ReadonlySet<string>): string {
  if (name === "") return `cover-${mediaId}`;
  return taken.has(name) ? `${name}-${mediaId}` : name;
}
