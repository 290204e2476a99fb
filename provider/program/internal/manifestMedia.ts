import * as pulumi from "@pulumi/pulumi";
import { settingsOf } from "./explicitProvider";
import { describeProblems, type Result } from "../../cover/problem";
import { checkRegion } from "../../cover/rules";
import type { ManifestEntry } from "../../manifest/entry";
import { ManifestError } from "../../manifest/problem";
import { resolveMedia } from "../../manifest/resolveMedia";
import { type Lookups, lookupsOf } from "./lookups";
import { withoutStack } from "./withoutStack";

/**
 * The ids of the media that entries know by their files, at the entries' places. Not known in a preview while a setting
 * of the provider is not.
 *
 * @param provider The one that the resources have, where it is an explicit one.
 */
export function findIds(
  path: string,
  entries: readonly ManifestEntry[],
  provider: pulumi.ProviderResource | undefined,
): pulumi.Output<(string | undefined)[]> {
  return settingsOf(provider).apply(async (settings) => {
    const found = await lookUpFiles(path, entries, lookupsOf(provider, settings));
    return entries.map((entry) => found.get(entry));
  });
}

async function lookUpFiles(
  path: string,
  entries: readonly ManifestEntry[],
  { configuration, service }: Lookups,
): Promise<ReadonlyMap<ManifestEntry, string>> {
  const region = regionOf(configuration.defaultRegion());
  const known = entries.filter((entry) => !isByFile(entry));
  const looked = await resolveMedia(entries.filter(isByFile), await service(), region, known);
  if (looked.problems.length > 0) throw unchanging(new ManifestError(path, looked.problems));
  return new Map(looked.found.map(({ entry, media }) => [entry, media.mediaId]));
}

/** The SDK puts the property's name before the message, once for each resource that waits for it. */
function unchanging(error: ManifestError): ManifestError {
  const { message } = error;
  return Object.defineProperty(withoutStack(error), "message", { get: () => message, set: () => {} });
}

/** Whether an entry knows its media by the source file. */
export const isByFile = ({ media }: ManifestEntry): boolean => "file" in media;

/** @throws Error saying where a region may be set. */
function regionOf(given: Result<string>): string {
  const checked = checkRegion(undefined, given);
  if (checked.ok) return checked.value;
  throw new pulumi.RunError(`the region of covers in the manifest ${describeProblems(checked.problems)}`);
}
