import { realpathSync } from "node:fs";
import { entriesOf } from "./entries";
import { type ManifestEntry, type MediaMention, mediaKey, mediaName } from "./entry";
import { describeProblem } from "../cover/problem";
import { findReachProblems } from "../cover/reach";
import { reasonOf } from "../files/findFile";
import { checkDefaults } from "./checkShape";
import { type ManifestDefaults, placeOf, readManifestFiles } from "./manifestFiles";
import { ManifestError, type ManifestProblem } from "./problem";
import { projectFolderOf } from "../files/projectFolder";

/** Options of {@link loadManifest}. */
export interface LoadManifestOptions {
  /**
   * The folder that all files and pictures must be in. Default: the nearest one above the manifest that holds `.git` or
   * `Pulumi.yaml`, else the manifest's own.
   */
  root?: string | undefined;
  /** What holds where the manifest says nothing. Default: nothing; resources then take the region of the stack. */
  defaults?: ManifestDefaults | undefined;
  /**
   * Pictures may be without a URL, as the caller uploads them. Default false: then `defaults.baseUrl` must say where they
   * are served.
   */
  upload?: boolean | undefined;
  /** Hears of what is valid, but hardly meant. Default: nobody does. */
  warn?: ((warning: ManifestProblem) => void) | undefined;
  /**
   * Whether pictures are read, and must be what they should be. Default true; false for whoever shows them, and says what is
   * wrong with them.
   */
  lookAtPictures?: boolean | undefined;
}

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
  const { entries, problems } = readManifest(path, options);
  if (problems.length > 0) throw new ManifestError(path, problems);
  return entries;
}

function readManifest(
  path: string,
  { root, defaults = {}, upload = false, lookAtPictures = true, warn = () => {} }: LoadManifestOptions,
): { entries: ManifestEntry[]; problems: ManifestProblem[] } {
  let folder: string;
  try {
    folder = root === undefined ? projectFolderOf(path) : realpathSync(root);
  } catch (error) {
    return {
      entries: [],
      problems: [{ file: path, line: 1, column: 1, message: `the manifest ${reasonOf(error)}` }],
    };
  }
  const given = checkDefaults(defaults, path);
  const { files, problems } = readManifestFiles(path, folder, given.defaults);
  problems.push(...given.problems);
  const read = files.map((file) => entriesOf(file, { root: folder, upload, lookAtPictures }));
  const entries = read.flatMap((each) => each.entries);
  problems.push(...read.flatMap((each) => each.problems), ...twice(read.flatMap((each) => each.mentions)));
  for (const warning of [...files.flatMap(({ document }) => document.warnings), ...unreachable(entries)])
    warn(warning);
  const order = new Map(files.map((file, index) => [file.path, index]));
  const orderOf = ({ file }: ManifestProblem): number => order.get(file) ?? files.length;
  const sorted = problems.toSorted(
    (a, b) => orderOf(a) - orderOf(b) || a.line - b.line || a.column - b.column,
  );
  return { entries, problems: sorted };
}

/** Covers that no viewer can load. */
function unreachable(entries: readonly ManifestEntry[]): ManifestProblem[] {
  return entries.flatMap(({ coverUrl, position }) =>
    coverUrl === undefined
      ? []
      : findReachProblems(coverUrl).map((problem) => ({
          ...position,
          message: `the cover ${describeProblem(problem)}`,
        })),
  );
}

/** Entries about a media that another one is about already. */
function twice(mentions: readonly MediaMention[]): ManifestProblem[] {
  const first = new Map<string, MediaMention>();
  return mentions.flatMap((entry) => {
    const key = mediaKey(entry);
    const before = first.get(key);
    first.set(key, before ?? entry);
    return before === undefined ? [] : [twiceProblem(entry, before)];
  });
}

/** Two entries are about one media, which would get now this cover, now that. */
export function twiceProblem(entry: MediaMention, before: MediaMention): ManifestProblem {
  return {
    ...entry.position,
    message: `the media ${mediaName(entry)} has a cover already, ${placeOf(before.position)}; remove one`,
  };
}
