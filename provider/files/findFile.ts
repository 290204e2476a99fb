import { realpathSync, type Stats, statSync } from "node:fs";
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
    const real = realpathSync(path);
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
