import type { OnDelete } from "../cover/rules";
import { dirname, isAbsolute, join, resolve } from "node:path";
import { checkShape, type ManifestParts } from "./checkShape";
import { type ManifestDocument, parseManifest } from "./document";
import { readText } from "./readText";
import { manifestLimits } from "./limits";
import { type ManifestProblem, type Position, problemAt } from "./problem";

/** What holds for covers that do not say otherwise: the same as `defaults` in a manifest. */
export interface ManifestDefaults {
  /** The region where the media live. Default: that of the stack. */
  region?: string | undefined;
  /** Default `"retain"`. */
  onDelete?: OnDelete | undefined;
  /** Where the source files of media are, as `oss://<bucket>/<prefix>`: a `file` without a scheme is from here. Default: none may be. */
  files?: string | undefined;
  /** Where `http:` serves the folder of the file that sets it. Default: pictures have no URL unless somebody uploads them. */
  baseUrl?: string | undefined;
  /** The OSS bucket that pictures are uploaded to. */
  bucket?: string | undefined;
}

/** Defaults as they hold in one file. */
export interface Defaults extends ManifestDefaults {
  /** The folder that `baseUrl`, or `bucket`, stands for: that of the file which sets it. */
  folder?: string | undefined;
}

/** One file of a manifest, read. */
export interface ManifestFile {
  /** As the manifest's own path was given. */
  path: string;
  /** Absolute: paths in the file are from here. */
  folder: string;
  document: ManifestDocument;
  parts: ManifestParts;
  /** Its own, and those of the file that includes it. */
  defaults: Defaults;
}

/**
 * Reads a manifest and all that it includes, each file once.
 *
 * @param root The folder that all files must be in, without symlinks.
 * @param given What holds where the manifest says nothing.
 */
export function readManifestFiles(
  manifestPath: string,
  root: string,
  given: ManifestDefaults,
): { files: ManifestFile[]; problems: ManifestProblem[] } {
  const files: ManifestFile[] = [];
  const problems: ManifestProblem[] = [];
  /** Where each file was first included. */
  const places = new Map<string, Position>();

  const read = (path: string, from: Position, inherited: Defaults, chain: readonly string[]): void => {
    const report = (message: string): void =>
      void problems.push(problemAt(from, { path: [], rule: message }));
    const name = chain.length === 0 ? "the manifest" : path;
    const found = readText(root, resolve(path));
    if ("problem" in found) return report(`${name} ${found.problem}`);
    if (chain.includes(found.path)) return report(`${name} includes itself, by way of this line; remove it`);
    const first = places.get(found.path);
    if (first !== undefined)
      return report(`${name} is included twice, first ${describePosition(first)}; remove one`);
    if (places.size === manifestLimits.maxFiles) {
      return report(`${name} is one file too many: a manifest is made of at most ${manifestLimits.maxFiles}`);
    }
    places.set(found.path, from);
    const document = parseManifest(path, found.text);
    if ("problems" in document) return void problems.push(...document.problems);
    const { parts, problems: wrong } = checkShape(document);
    problems.push(...wrong);
    const folder = dirname(resolve(path));
    const defaults = { ...inherited, ...withFolder(parts.defaults, folder) };
    files.push({ path, folder, document, parts, defaults });
    for (const [index, included] of parts.include.entries()) {
      const at = document.positionOf(["include", index]);
      read(isAbsolute(included) ? included : join(dirname(path), included), at, defaults, [
        ...chain,
        found.path,
      ]);
    }
  };

  const outermost = withFolder(given, dirname(resolve(manifestPath)));
  read(manifestPath, { file: manifestPath, line: 1, column: 1 }, outermost, []);
  return { files, problems };
}

function withFolder(defaults: ManifestDefaults, folder: string): Defaults {
  const placesPictures = defaults.baseUrl !== undefined || defaults.bucket !== undefined;
  return { ...defaults, ...(placesPictures && { folder }) };
}

/** "in line 3 of covers.yaml". */
export function describePosition({ file, line }: Position): string {
  return `in line ${line} of ${file}`;
}
