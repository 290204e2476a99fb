/** Files of a project: which ones belong to it, how text is decoded, and what a picture is by its bytes. */

import { existsSync, readdirSync, realpathSync, type Stats, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { invalid, type Result, valid } from "../cover/problem";
import { isInside } from "./projectFolder";

/** A file or folder of the project. */
export interface FoundFile {
  /** Absolute, without symlinks, spelled as its folder has it. */
  path: string;
  stats: Stats;
}

/**
 * Looks at what a manifest, or a program, names.
 *
 * @param root The folder that it must be in, symlinks followed.
 */
export function find(root: string, path: string): Result<FoundFile> {
  try {
    const spelled = findSpelling(root, path);
    if (spelled.other !== undefined)
      return invalid("does not exist", { fix: `there is ${JSON.stringify(spelled.other)}: write it so` });
    const real = realpathSync(spelled.path);
    if (!isInside(root, real)) {
      const way = real === path ? "" : ` (it is a symlink to ${real})`;
      const fix = "move it there, or set root to a folder that holds both";
      return invalid(`is outside of the project folder ${root}${way}`, { fix });
    }
    return valid({ path: real, stats: statSync(real) });
  } catch (error) {
    return invalid(describeFileError(error));
  }
}

/**
 * The path of a file under the name that its folder has for it. Editors and file systems compose accents in different
 * ways (NFC, NFD), which look alike: such a file is found. A name that differs in case or blanks is another file, but a likely mistake.
 */
function findSpelling(root: string, path: string): { path: string; other?: string } {
  if (existsSync(path) || dirname(path) === path) return { path };
  const folder = findSpelling(root, dirname(path));
  if (folder.other !== undefined) return folder;
  const name = basename(path);
  const names = namesIn(root, folder.path);
  const same = names.find((each) => each.normalize() === name.normalize());
  if (same !== undefined) return { path: join(folder.path, same) };
  const other = names.find((each) => fold(each) === fold(name));
  return { path: join(folder.path, name), ...(other !== undefined && { other }) };
}

/** The same for names that people take for each other: case, blanks, letters that look alike, `.jpeg` and `.jpg`. */
const fold = (name: string): string =>
  name
    .normalize("NFKC")
    .toUpperCase()
    .normalize("NFKC")
    .replaceAll(/\s+/g, " ")
    .trim()
    .replace(/\.JPEG$/, ".JPG");

/** Errors must not show names outside of the project, so those are not looked up. */
function namesIn(root: string, folder: string): string[] {
  try {
    return isInside(root, realpathSync(folder)) ? readdirSync(folder) : [];
  } catch {
    return [];
  }
}

const rules: Readonly<Record<string, string>> = {
  ENOENT: "does not exist",
  ENOTDIR: "does not exist",
  EACCES: "may not be read by this user",
  ELOOP: "is a symlink to itself",
};

/** Why the system does not give a file: a rule, whose subject is the file. */
export function describeFileError(error: unknown): string {
  return (
    rules[errorCode(error) ?? ""] ??
    `cannot be read (${error instanceof Error ? error.message : String(error)})`
  );
}

/** The code of an error of Node.js, such as `ENOENT`. */
export function errorCode(error: unknown): string | undefined {
  return error instanceof Error && "code" in error ? String(error.code) : undefined;
}
