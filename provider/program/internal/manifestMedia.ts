import * as pulumi from "@pulumi/pulumi";
import { getSettings } from "./explicitProvider";
import { describeProblems, type Result } from "../../cover/problem";
import { checkRegion } from "../../cover/rules";
import { type ManifestEntry, mediaKey } from "../../manifest/entry";
import { isById } from "../../lookup/lookUpMedia";
import { ManifestError } from "../../manifest/problem";
import { resolveMedia } from "../../manifest/resolveMedia";
import { type Lookups, lookupsFor } from "./lookups";
import { withoutStack } from "./withoutStack";

/**
 * The media ids of the entries that name a source file. Unknown in a preview as long as a setting of the provider is.
 *
 * @param path The manifest, for errors.
 * @param provider The explicit provider of the resources, if they have one.
 */
export function findMediaIds(
  path: string,
  entries: readonly ManifestEntry[],
  provider: pulumi.ProviderResource | undefined,
): ReadonlyMap<ManifestEntry, pulumi.Output<string>> {
  const byFile = entries.filter(isByFile);
  if (byFile.length === 0) return new Map();
  const found = getSettings(provider).apply(async (settings) => {
    const ids = await lookUpFiles(path, entries, lookupsFor(provider, settings));
    // An output holds plain objects only, no Map.
    return Object.fromEntries([...ids].map(([entry, mediaId]) => [mediaKey(entry), mediaId]));
  });
  return new Map(byFile.map((entry) => [entry, found.apply((ids) => ids[mediaKey(entry)] ?? "")]));
}

async function lookUpFiles(
  path: string,
  entries: readonly ManifestEntry[],
  { configuration, service }: Lookups,
): Promise<ReadonlyMap<ManifestEntry, string>> {
  const region = requireRegion(configuration.defaultRegion());
  const known = entries.filter((entry) => !isByFile(entry));
  const looked = await resolveMedia(entries.filter(isByFile), await service(), region, known);
  if (looked.problems.length > 0) throw freezeMessage(new ManifestError(path, looked.problems));
  return new Map(looked.found.map(({ entry, media }) => [entry, media.mediaId]));
}

/** The SDK would put the property's name before the message, once for each resource that waits for it. */
function freezeMessage(error: ManifestError): ManifestError {
  const { message } = error;
  return Object.defineProperty(withoutStack(error), "message", { get: () => message, set: () => {} });
}

/** Whether an entry names its video by the source file. */
const isByFile = ({ media }: ManifestEntry): boolean => !isById(media);

/** @throws RunError saying where a region may be set. */
function requireRegion(given: Result<string>): string {
  const checked = checkRegion(undefined, given);
  if (checked.ok) return checked.value;
  throw new pulumi.RunError(`the region of covers in the manifest ${describeProblems(checked.problems)}`);
}
