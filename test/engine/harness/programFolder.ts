import { existsSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";

/** Folder in which program and providers run, and the entry point in it: `main` may be a file or a folder. */
export function workingDirectoryOf(
  programDir: string,
  main: string | undefined,
): { cwd: string; entryPoint: string } {
  if (main === undefined) return { cwd: programDir, entryPoint: "." };
  const path = join(programDir, main);
  if (existsSync(path) && statSync(path).isDirectory()) return { cwd: path, entryPoint: "." };
  return { cwd: dirname(path), entryPoint: basename(path) };
}
