import { readdirSync } from "node:fs";
import { basename, extname, join, relative, resolve, sep } from "node:path";
import { escapePath } from "../cover/mediaFile";
import { invalid, type Result, valid } from "../cover/problem";
import { checkCoverUrl } from "../cover/rules";
import { pictureExtensions } from "../files/inspectPicture";
import { describeFileError, find } from "../files/findFile";
import type { Defaults } from "./manifestFiles";

/** A picture of the project that is to become a cover. */
export interface ManifestPicture {
  /** Absolute. */
  path: string;
  /**
   * Its path from the folder that `baseUrl` or `bucket` stands for, with `/`: the name that its object in OSS should have.
   */
  name: string;
  /** The OSS bucket that it should be uploaded to, if the manifest names one. */
  bucket: string | undefined;
}

/** The pictures of a folder by their names without extension. */
export type PictureFolder = ReadonlyMap<string, readonly string[]>;

/**
 * Lists the pictures of a folder. Ignores other files, and folders in it.
 *
 * @param root The folder that it must be in, without symlinks.
 */
export function listPictures(root: string, folder: string): Result<PictureFolder> {
  const found = find(root, folder);
  if (!found.ok) return found;
  if (!found.value.stats.isDirectory()) return invalid("is not a folder");
  const pictures = new Map<string, string[]>();
  try {
    for (const name of readdirSync(found.value.path).toSorted()) {
      if (name.startsWith(".") || !pictureExtensions.has(extname(name).toLowerCase())) continue;
      const stem = basename(name, extname(name)).normalize();
      pictures.set(stem, [...(pictures.get(stem) ?? []), join(folder, name)]);
    }
  } catch (error) {
    return invalid(describeFileError(error));
  }
  return valid(pictures);
}

/** A picture by its path, named from the folder that `baseUrl` stands for. */
export function pictureAt(path: string, defaults: Defaults, ownFolder: string): ManifestPicture {
  const name = relative(defaults.folder ?? ownFolder, resolve(path))
    .split(sep)
    .join("/");
  return { path: resolve(path), name, bucket: defaults.bucket };
}

/** The URL of a picture that `baseUrl` serves, in canonical form; or what is wrong with that URL. */
export function pictureUrl({ name }: ManifestPicture, baseUrl: string): Result<string> {
  if (name.startsWith("../")) {
    return invalid("must be in the folder of the file that sets baseUrl, or in one below", {
      fix: "move it there",
    });
  }
  const text = `${baseUrl}${baseUrl.endsWith("/") ? "" : "/"}${escapePath(name)}`;
  const checked = checkCoverUrl(text);
  if (checked.ok) return checked;
  const problems = checked.problems.map((problem) => ({
    ...problem,
    rule: `has a URL that ${problem.rule}`,
  }));
  return { ok: false, problems };
}
