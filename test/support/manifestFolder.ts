import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";
import { loadManifest, type LoadManifestOptions } from "../../provider/manifest/loadManifest";
import { ManifestError, problemLine } from "../../provider/manifest/problem";
import type { ManifestEntry } from "../../provider/manifest/entry";

/** A project's folder with a manifest and what else it needs; goes away with the test. */
export interface ManifestFolder {
  folder: string;
  path: (name: string) => string;
  load: (options?: LoadManifestOptions) => ManifestEntry[];
  /** What is wrong with the manifest, a line each, with paths from the folder. */
  problems: (options?: LoadManifestOptions) => string[];
}

/** @param files The texts of files by their names; `covers.yaml` is the manifest. */
export function manifestFolder(files: Readonly<Record<string, string | Buffer>>): ManifestFolder {
  const folder = mkdtempSync(join(tmpdir(), "manifest-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const path = (name: string): string => join(folder, name);
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(path(name)), { recursive: true });
    writeFileSync(path(name), content);
  }
  const load = (options?: LoadManifestOptions): ManifestEntry[] => loadManifest(path("covers.yaml"), options);
  return {
    folder,
    path,
    load,
    problems(options) {
      try {
        load(options);
        return [];
      } catch (error) {
        if (!(error instanceof ManifestError)) throw error;
        return error.problems.map((problem) => problemLine(problem).replaceAll(`${folder}/`, ""));
      }
    },
  };
}
