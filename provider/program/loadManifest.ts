import type { ManifestEntry } from "../manifest/entry";
import { loadManifest as load, type LoadManifestOptions } from "../manifest/loadManifest";
import { ManifestError } from "../manifest/problem";
import { withoutStack } from "./internal/withoutStack";

/**
 * Reads a manifest, YAML or JSON, with the files that it includes and the names of its pictures. Only looks at files; the
 * service is not asked.
 *
 * @param path The manifest's path; positions in errors are given with it.
 * @returns The covers in the order of the files.
 * @throws ManifestError with everything that is wrong.
 *
 * @example
 * ```ts
 * for (const { media, coverUrl } of loadManifest("covers.yaml")) console.log(media, coverUrl);
 * ```
 */
export function loadManifest(path: string, options: LoadManifestOptions = {}): ManifestEntry[] {
  try {
    return load(path, options);
  } catch (error) {
    throw error instanceof ManifestError ? withoutStack(error) : error;
  }
}
