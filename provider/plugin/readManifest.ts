import { z } from "zod";
import { describeProblems } from "../cover/problem";
import { isById } from "../lookup/lookUpMedia";
import { checkRegion, onDeleteChoices } from "../cover/rules";
import type { Properties } from "../lifecycle/lifecycle";
import type { SetInputs } from "../lifecycle/set/resource";
import type { Lookups } from "../lookup/findMedia";
import type { ManifestEntry } from "../manifest/entry";
import { loadManifest } from "../manifest/loadManifest";
import { ManifestError } from "../manifest/problem";
import { resolveMedia } from "../manifest/resolveMedia";

/** What a manifest declares, ready for sets. */
export interface ReadManifestResult {
  /** Arguments of sets, by the region of their videos; for entries with `onDelete: restore`, by `<region>-restore`. */
  sets: Record<string, SetInputs>;
  /** How many covers there are. */
  count: number;
}

const argumentsShape = z.object({
  path: z.string(),
  root: z.string().optional(),
  defaults: z
    .strictObject({
      region: z.string(),
      onDelete: z.enum(onDeleteChoices),
      files: z.string(),
      baseUrl: z.string(),
    })
    .partial()
    .optional(),
});

/**
 * Reads a manifest for programs without code, such as those in YAML.
 *
 * @throws ManifestError with everything that is wrong with the manifest; Error for arguments of the wrong form.
 */
export async function readManifest(args: Properties, lookups: Lookups): Promise<ReadManifestResult> {
  const parsed = argumentsShape.safeParse(args);
  if (!parsed.success) throw new Error(z.prettifyError(parsed.error));
  const { path, root, defaults } = parsed.data;
  const entries = loadManifest(path, { root, defaults });
  const region = readRegion(entries, lookups);
  const mediaIds = await findMediaIds(path, entries, region, lookups);
  const sets = Map.groupBy(entries, (entry) => {
    const place = entry.region ?? region;
    return entry.onDelete === "restore" ? `${place}-restore` : place;
  });
  return {
    count: entries.length,
    sets: Object.fromEntries(
      [...sets].map(([name, members]) => [
        name,
        {
          region: members[0]?.region ?? region,
          onDelete: members[0]?.onDelete ?? "retain",
          covers: Object.fromEntries(
            members.map((entry) => [mediaIds.get(entry) ?? "", entry.coverUrl ?? ""]),
          ),
        },
      ]),
    ),
  };
}

/** The provider's region, which is needed only if an entry names none. */
function readRegion(entries: readonly ManifestEntry[], { defaultRegion }: Lookups): string {
  if (entries.every((entry) => entry.region !== undefined)) return "";
  const checked = checkRegion(undefined, defaultRegion());
  if (checked.ok) return checked.value;
  throw new Error(`the region of covers in the manifest ${describeProblems(checked.problems)}`);
}

async function findMediaIds(
  path: string,
  entries: readonly ManifestEntry[],
  region: string,
  lookups: Lookups,
): Promise<ReadonlyMap<ManifestEntry, string>> {
  const known = new Map(
    entries.flatMap((entry) => (isById(entry.media) ? [[entry, entry.media.mediaId] as const] : [])),
  );
  const byFile = entries.filter((entry) => !known.has(entry));
  if (byFile.length === 0) return known;
  const { found, problems } = await resolveMedia(byFile, await lookups.service(), region, [...known.keys()]);
  if (problems.length > 0) throw new ManifestError(path, problems);
  return new Map([...known, ...found.map(({ entry, media }) => [entry, media.mediaId] as const)]);
}
