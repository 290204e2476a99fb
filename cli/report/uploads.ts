import { realpathSync } from "node:fs";
import { resolve } from "node:path";
import { z } from "zod";
import { find } from "../../provider/files/findFile";
import { findProjectFolder } from "../../provider/files/projectFolder";
import type { CoverChange } from "./compareCovers";
import type { Cover } from "./cover";
import type { Resource } from "./coverResources";

/** A file that a preview says will be an object in OSS. */
export interface Upload {
  /** The object's name. */
  key: string;
  /** The file's path, from the program's folder. */
  source: string;
}

const inputs = z.object({ key: z.string(), source: z.string() });

/** The upload that a resource of `@pulumi/alicloud` is, as those of `CoverImage` are. */
export function readUpload({ type, inputs: given }: Resource): Upload[] {
  if (type !== "alicloud:oss/bucketObject:BucketObject") return [];
  const { data } = inputs.safeParse(given);
  return data === undefined ? [] : [data];
}

/**
 * Finds the files of pictures that are being uploaded: only as what covers will be, since the file of a picture that is
 * replaced holds the new one already.
 *
 * @param root The folder that files must be in, symlinks followed; by default the project of the current folder.
 */
export function withUploads(
  changes: readonly CoverChange[],
  uploads: readonly Upload[],
  root: string | undefined,
): CoverChange[] {
  if (uploads.length === 0) return [...changes];
  const folder = root === undefined ? findProjectFolder("Pulumi.yaml") : realpathSync(root);
  const files = new Map(
    uploads.flatMap(({ key, source }) => {
      const found = find(folder, resolve(source));
      return found.ok ? [[key, found.value.path] as const] : [];
    }),
  );
  const findFile = (cover: Cover): Cover => {
    if (typeof cover === "string" || cover.url === undefined || cover.file !== undefined) return cover;
    const file = possibleKeys(cover.url)
      .map((end) => files.get(end))
      .find((each) => each !== undefined);
    return file === undefined ? cover : { ...cover, file };
  };
  return changes.map((change) => ({ ...change, after: findFile(change.after) }));
}

/** What may be the name of the object behind a URL: its path, from any `/` on, as a base URL may have some of it. */
function possibleKeys(url: string): string[] {
  const path = new URL(url).pathname.slice(1);
  try {
    const steps = decodeURIComponent(path).split("/");
    return steps.map((_, index) => steps.slice(index).join("/"));
  } catch {
    return [path];
  }
}
