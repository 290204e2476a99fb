import { existsSync, realpathSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";

/** What marks the folder of a project. */
const markers = [".git", "Pulumi.yaml", "Pulumi.yml"];

/**
 * The folder that a manifest's files and pictures may be taken from: the nearest one above the manifest that holds
 * `.git` or `Pulumi.yaml`, else the manifest's own. Without symlinks.
 */
export function findProjectFolder(manifestPath: string): string {
  const own = realpathSync(dirname(resolve(manifestPath)));
  for (let folder = own; ; folder = dirname(folder)) {
    if (markers.some((marker) => existsSync(join(folder, marker)))) return folder;
    if (dirname(folder) === folder) return own;
  }
}

/** Whether a path is a folder, or in it; both without symlinks. */
export function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== ".." && !way.startsWith(`..${sep}`) && resolve(folder, way) === path;
}
