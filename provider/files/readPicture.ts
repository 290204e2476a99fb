import { readFileSync } from "node:fs";
import { invalid, type Result, valid } from "../cover/problem";
import { describeFileError, find, type FoundFile } from "./findFile";
import { inspectPicture, type PictureFacts } from "./inspectPicture";
import { pictureLimits } from "./pictureLimits";

/** What a picture may be. Defaults: those of `pictureLimits`. */
export interface PictureBounds {
  /** Weight of the file, in bytes. Default 20 MiB. */
  maxBytes?: number | undefined;
  /** The shorter side, in pixels. Default 16. */
  minSidePixels?: number | undefined;
  /** The longer side, in pixels. Default 8192. */
  maxSidePixels?: number | undefined;
}

/** A picture of the project that may become a cover. */
export interface Picture extends PictureFacts {
  bytes: Uint8Array;
}

/** Finds the file of a picture. Does not look at its content. */
export function findPicture(root: string, path: string): Result<FoundFile> {
  const found = find(root, path);
  if (!found.ok || found.value.stats.isFile()) return found;
  return found.value.stats.isDirectory()
    ? invalid("is a folder", { fix: "name a picture in it" })
    : invalid("is not a file");
}

/**
 * Reads a picture, and checks that it is one.
 *
 * @param root The folder that it must be in, symlinks followed.
 * @returns The picture, or every rule that it breaks.
 */
export function readPicture(root: string, path: string, bounds: PictureBounds = {}): Result<Picture> {
  const found = findPicture(root, path);
  if (!found.ok) return found;
  const { maxBytes = pictureLimits.maxBytes } = bounds;
  const { size } = found.value.stats;
  // Before it is read, because it may be a film.
  if (size > maxBytes) {
    const rule = `must be at most ${formatBytes(maxBytes)} bytes, where it has ${formatBytes(size)}`;
    return invalid(rule, { fix: "make it smaller, or raise maxBytes" });
  }
  try {
    return checkPicture(readFileSync(found.value.path), bounds);
  } catch (error) {
    return invalid(describeFileError(error));
  }
}

function checkPicture(bytes: Uint8Array, bounds: PictureBounds): Result<Picture> {
  const inspected = inspectPicture(bytes);
  if (!inspected.ok) return inspected;
  const { minSidePixels = pictureLimits.minSidePixels, maxSidePixels = pictureLimits.maxSidePixels } = bounds;
  const { widthPixels, heightPixels } = inspected.value;
  const size = `${widthPixels} x ${heightPixels}`;
  const problems = [
    Math.min(widthPixels, heightPixels) < minSidePixels && {
      path: [],
      rule: `must be at least ${minSidePixels} pixels on each side, where it is ${size}`,
      fix: "take a larger one, or lower minSidePixels",
    },
    Math.max(widthPixels, heightPixels) > maxSidePixels && {
      path: [],
      rule: `must be at most ${maxSidePixels} pixels on each side, where it is ${size}`,
      fix: "make it smaller, or raise maxSidePixels",
    },
  ].filter((problem) => problem !== false);
  return problems.length > 0 ? { ok: false, problems } : valid({ ...inspected.value, bytes });
}

const formatBytes = (value: number): string => value.toLocaleString("en-US");
