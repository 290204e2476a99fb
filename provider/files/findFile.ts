/** Files of a project: which ones belong to it, how text is decoded, and what a picture is by its bytes. */

import { existsSync, readdirSync, realpathSync, type Stats, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { isInside } from "./projectFolder";

/** A file or folder of the project, or the rule that it breaks: as the end of a sentence whose subject is the path. */
export type Found = { path: string; stats: Stats } | { problem: string };

/**
 * Looks at what a manifest, or a program, names.
 *
 * @param root The folder that it must be in, symlinks followed.
 */
export function find(root: string, path: string): Found {
  try {
    const spelled = findSpelling(root, path);
    if (spelled.other !== undefined)
      return { problem: `does not exist; there is ${JSON.stringify(spelled.other)}: write it so` };
    const real = realpathSync(spelled.path);
    if (!isInside(root, real)) {
      const way = real === path ? "" : ` (it is a symlink to ${real})`;
      return {
        problem: `is outside of the project folder ${root}${way}; move it there, or set root to a folder that holds both`,
      };
    }
    return { path: real, stats: statSync(real) };
  } catch (error) {
    return { problem: reasonOf(error) };
  }
}

/**
 * The path of a file under the name that its folder has for it. Editors and file systems compose accents in different
 * ways (NFC, NFD), which look alike: such a file is found. One whose case differs is another file, but hardly meant.
 */
function findSpelling(root: string, path: string): { path: string; other?: string } {
  if (existsSync(path) || dirname(path) === path) return { path };
  const folder = findSpelling(root, dirname(path));
  if (folder.other !== undefined) return folder;
  const name = basename(path);
  const names = namesIn(root, folder.path);
  const same = names.find((each) => each.normalize() === name.normalize());
  if (same !== undefined) return { path: join(folder.path, same) };
  const other = names.find((each) => each.normalize().toLowerCase() === name.normalize().toLowerCase());
  return { path: join(folder.path, name), ...(other !== undefined && { other }) };
}

/** Names outside of the project are nobody's business. */
function namesIn(root: string, folder: string): string[] {
  try {
    return isInside(root, realpathSync(folder)) ? readdirSync(folder) : [];
  } catch {
    return [];
  }
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: "does not exist",
  ENOTDIR: "does not exist",
  EACCES: "may not be read by this user",
  ELOOP: "is a symlink to itself",
};

/** Why the system does not give a file. */
export function reasonOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return reasons[code] ?? `cannot be read (${error instanceof Error ? error.message : String(error)})`;
}
