import { dirname, isAbsolute, join, resolve } from "node:path";
import { describeValue, type Problem } from "../cover/problem";
import { maskUrlSecrets } from "../cover/redact";
import type { OnDelete } from "../cover/rules";
import { checkShape, type ManifestParts } from "./checkShape";
import { type ManifestDocument, parseManifest } from "./document";
import { readText } from "./readText";
import { manifestLimits } from "./limits";
import { type ManifestProblem, type Position, problemAt } from "./problem";

/** What holds for covers that do not say otherwise: the same as `defaults` in a manifest. */
export interface ManifestDefaults {
  /** The region where the videos are. Default: that of the stack. */
  region?: string | undefined;
  /** Default `"retain"`. */
  onDelete?: OnDelete | undefined;
  /**
   * Where the source files of the videos are, as `oss://<bucket>/<prefix>`: a `file` without a scheme is relative to it. Default:
   * each `file` needs a scheme.
   */
  files?: string | undefined;
  /** Where `http:` serves the folder of the file that sets it. Default: pictures have no URL unless somebody uploads them. */
  baseUrl?: string | undefined;
  /** The OSS bucket that snapshots go to, and that pictures are uploaded to. */
  bucket?: string | undefined;
  /** The cover of each video that names none: its frame at this time. Default: such a video is a problem. */
  snapshot?: number | string | undefined;
}

/** Defaults as they apply in one file. */
export interface Defaults extends ManifestDefaults {
  /** The folder that `baseUrl`, or `bucket`, stands for: that of the file which sets it. */
  folder?: string | undefined;
}

/** One file of a manifest, read. */
export interface ManifestFile {
  /** As the manifest's own path was given. */
  path: string;
  /** Absolute. Paths in the file are relative to it. */
  folder: string;
  document: ManifestDocument;
  parts: ManifestParts;
  /** Its own, and those of the file that includes it. */
  defaults: Defaults;
}

/**
 * Reads a manifest and every file that it includes.
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
    const name = chain.length === 0 ? "the manifest" : maskUrlSecrets(path, { mayHoldAt: true });
    const report = (wrong: readonly Problem[]): void => {
      for (const problem of wrong)
        problems.push(problemAt(from, { ...problem, rule: `${name} ${problem.rule}` }));
    };
    const found = readText(root, resolve(path));
    if (!found.ok) return report(found.problems);
    const { path: realPath, text } = found.value;
    const first = places.get(realPath);
    if (chain.includes(realPath))
      return report([{ path: [], rule: "includes itself, by way of this line", fix: "remove it" }]);
    if (first !== undefined) {
      const rule = `is included twice, first ${describePosition(first)}`;
      return report([{ path: [], rule, fix: "remove one" }]);
    }
    if (places.size === manifestLimits.maxFiles) {
      const rule = `is one file too many: a manifest is made of at most ${manifestLimits.maxFiles}`;
      return report([{ path: [], rule }]);
    }
    places.set(realPath, from);
    const parsed = parseManifest(path, text);
    if (!parsed.ok) return void problems.push(...parsed.problems);
    const document = parsed.value;
    const { parts, problems: wrong } = checkShape(document);
    problems.push(...wrong);
    const folder = dirname(resolve(path));
    const defaults = { ...inherited, ...withFolder(parts.defaults, folder) };
    files.push({ path, folder, document, parts, defaults });
    for (const [index, included] of parts.include.entries()) {
      const at = document.positionOf(["include", index]);
      if (/^[a-z][a-z0-9+.-]*:\/\//i.test(included)) {
        const rule = "must be the path of a file, not a URL";
        problems.push(problemAt(at, { path: ["include", index], rule, got: describeValue(included) }));
        continue;
      }
      read(isAbsolute(included) ? included : join(dirname(path), included), at, defaults, [
        ...chain,
        realPath,
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
