/** Catalogue files: reading them with positions, their form, includes and pictures, and writing them. */

import { realpathSync } from "node:fs";
import { findReachProblems } from "../cover/reach";
import { readEntries } from "./entries";
import { type ManifestEntry, type EntryMedia, mediaKey, mediaName } from "./entry";
import { describeFileError } from "../files/findFile";
import { checkDefaults } from "./checkShape";
import { type ManifestDefaults, describePosition, readManifestFiles } from "./manifestFiles";
import { ManifestError, type ManifestProblem, problemAt } from "./problem";
import { findProjectFolder } from "../files/projectFolder";

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
   * Whether pictures may have no URL, because the caller uploads them. Default false: `defaults.baseUrl` must say where they
   * are served.
   */
  upload?: boolean | undefined;
  /** Covers may be snapshots, because the caller takes them. Default false. */
  snapshots?: boolean | undefined;
  /** Receives what is valid, but unlikely to be meant. Default: ignored. */
  warn?: ((warning: ManifestProblem) => void) | undefined;
  /**
   * Whether pictures are read and checked. Default true. A caller that shows pictures, and what is wrong with them, passes
   * false.
   */
  lookAtPictures?: boolean | undefined;
}

/**
 * Reads a manifest; see `program/loadManifest.ts`, which programs call.
 *
 * @throws ManifestError with everything that is wrong.
 */
export function loadManifest(path: string, options: LoadManifestOptions = {}): ManifestEntry[] {
  const { entries, problems } = readManifest(path, options);
  if (problems.length > 0) throw new ManifestError(path, problems);
  return entries;
}

function readManifest(
  path: string,
  {
    root,
    defaults = {},
    upload = false,
    snapshots = false,
    lookAtPictures = true,
    warn = () => {},
  }: LoadManifestOptions,
): { entries: ManifestEntry[]; problems: ManifestProblem[] } {
  let folder: string;
  try {
    folder = root === undefined ? findProjectFolder(path) : realpathSync(root);
  } catch (error) {
    return {
      entries: [],
      problems: [
        problemAt(
          { file: path, line: 1, column: 1 },
          { path: [], rule: `the manifest ${describeFileError(error)}` },
        ),
      ],
    };
  }
  const given = checkDefaults(defaults, path);
  const { files, problems } = readManifestFiles(path, folder, given.defaults);
  problems.push(...given.problems);
  const read = files.map((file) => readEntries(file, { root: folder, upload, snapshots, lookAtPictures }));
  const entries = read.flatMap((each) => each.entries);
  problems.push(
    ...read.flatMap((each) => each.problems),
    ...findDuplicates(read.flatMap((each) => each.media)),
  );
  for (const warning of [
    ...files.flatMap(({ document }) => document.warnings),
    ...findUnreachableCovers(entries),
  ])
    warn(warning);
  const order = new Map(files.map((file, index) => [file.path, index]));
  const positionInManifest = ({ file }: ManifestProblem): number => order.get(file) ?? files.length;
  const sorted = problems.toSorted(
    (a, b) => positionInManifest(a) - positionInManifest(b) || a.line - b.line || a.column - b.column,
  );
  return { entries, problems: sorted };
}

/** Covers that no viewer can load. */
function findUnreachableCovers(entries: readonly ManifestEntry[]): ManifestProblem[] {
  return entries.flatMap(({ coverUrl, position }) =>
    coverUrl === undefined
      ? []
      : findReachProblems(coverUrl).map((problem) =>
          problemAt(position, { ...problem, rule: `the cover ${problem.rule}` }),
        ),
  );
}

/** A problem for each entry whose video already has an entry. */
function findDuplicates(media: readonly EntryMedia[]): ManifestProblem[] {
  const first = new Map<string, EntryMedia>();
  return media.flatMap((entry) => {
    const key = mediaKey(entry);
    const before = first.get(key);
    first.set(key, before ?? entry);
    return before === undefined ? [] : [duplicateProblem(entry, before)];
  });
}

/** Two entries are about one video, so its cover would change at every run. */
export function duplicateProblem(entry: EntryMedia, before: EntryMedia): ManifestProblem {
  const rule = `the video ${mediaName(entry)} has a cover already, ${describePosition(before.position)}`;
  return problemAt(entry.position, { path: [], rule, fix: "remove one" });
}
