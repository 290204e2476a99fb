import { readFileSync, realpathSync, type Stats, statSync } from "node:fs";
import { manifestLimits } from "./limits";
import { isInside } from "./projectFolder";

/** A file or folder of the project, or the rule that it breaks: as the end of a sentence whose subject is the path. */
export type Found = { path: string; stats: Stats } | { problem: string };

/**
 * Looks at what a manifest names.
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

/** The text of a manifest, or the rule that its file breaks. */
export function readText(root: string, path: string): { path: string; text: string } | { problem: string } {
  const found = find(root, path);
  if ("problem" in found) return found;
  if (found.stats.isDirectory()) return { problem: "is a folder; name a file in it" };
  if (!found.stats.isFile()) return { problem: "is not a file" };
  if (found.stats.size > manifestLimits.maxFileBytes) {
    return {
      problem: `must be at most ${manifestLimits.maxFileBytes.toLocaleString("en-US")} bytes long, where it has ${found.stats.size.toLocaleString("en-US")}; divide it, and name the parts in include`,
    };
  }
  try {
    return {
      path: found.path,
      text: new TextDecoder("utf-8", { fatal: true }).decode(readFileSync(found.path)),
    };
  } catch (error) {
    const isEncoding = error instanceof TypeError;
    return { problem: isEncoding ? "is not text in UTF-8; save it as that" : reasonOf(error) };
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
