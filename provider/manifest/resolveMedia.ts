import { type Media, type MediaFinder, tryLookUpMedia } from "../lookup/lookUpMedia";
import { type ManifestEntry, mediaKey } from "./entry";
import { duplicateProblem } from "./loadManifest";
import { type ManifestProblem, problemAt } from "./problem";

/** An entry whose video was found. */
export interface ResolvedEntry {
  entry: ManifestEntry;
  media: Media;
  region: string;
}

/**
 * Finds the videos of entries, ten in a call.
 *
 * @param defaultRegion The region of entries that name none.
 * @param known Entries that need no lookup, but whose videos must differ from those that are found.
 * @returns The videos found, and a problem for each entry whose video does not exist or has another entry.
 * @throws whatever the client throws: then nothing is known.
 */
export async function resolveMedia(
  entries: readonly ManifestEntry[],
  finder: MediaFinder,
  defaultRegion: string,
  known: readonly ManifestEntry[] = [],
): Promise<{ found: ResolvedEntry[]; problems: ManifestProblem[] }> {
  const regionFor = (entry: ManifestEntry): string => entry.region ?? defaultRegion;
  const lookups = await Promise.all(
    entries.map(async (entry) => {
      const region = regionFor(entry);
      return { entry, region, result: await tryLookUpMedia(finder, region, entry.media) };
    }),
  );
  const found: ResolvedEntry[] = [];
  const problems: ManifestProblem[] = [];
  const first = new Map(known.map((entry) => [mediaKey({ ...entry, region: regionFor(entry) }), entry]));
  for (const { entry, region, result } of lookups) {
    if (!result.ok) {
      problems.push(...result.problems.map((problem) => problemAt(entry.position, problem)));
      continue;
    }
    found.push({ entry, media: result.value, region });
    const key = mediaKey({ media: { mediaId: result.value.mediaId }, region });
    const before = first.get(key);
    if (before !== undefined) problems.push(duplicateProblem(entry, before));
    first.set(key, before ?? entry);
  }
  return { found, problems };
}
