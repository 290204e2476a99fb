import { readFileSync } from "node:fs";
import { find, type Found, reasonOf } from "./findFile";
import { inspectPicture, type PictureFacts } from "./inspectPicture";
import { pictureLimits } from "./pictureLimits";

/** What a picture may be; what is left out is as in `pictureLimits`. */
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

/** Finds the file of a picture, or the rule that its path breaks; what is in it is not looked at. */
export function findPicture(root: string, path: string): Found {
  const found = find(root, path);
  if ("problem" in found || found.stats.isFile()) return found;
  return { problem: found.stats.isDirectory() ? "is a folder; name a picture in it" : "is not a file" };
}

/**
 * Reads a picture, and checks that it is one.
 *
 * @param root The folder that it must be in, symlinks followed.
 * @returns The picture, or the rules that it breaks: each as the end of a sentence whose subject is its path.
 */
export function readPicture(
  root: string,
  path: string,
  bounds: PictureBounds = {},
): Picture | { problems: string[] } {
  const found = findPicture(root, path);
  if ("problem" in found) return problem(found.problem);
  const { maxBytes = pictureLimits.maxBytes } = bounds;
  // Before it is read: it may be a film.
  if (found.stats.size > maxBytes) {
    return problem(
      `must be at most ${number(maxBytes)} bytes, where it has ${number(found.stats.size)}; make it smaller, or raise maxBytes`,
    );
  }
  try {
    return checkPicture(readFileSync(found.path), bounds);
  } catch (error) {
    return problem(reasonOf(error));
  }
}

function checkPicture(bytes: Uint8Array, bounds: PictureBounds): Picture | { problems: string[] } {
  const facts = inspectPicture(bytes);
  if ("problem" in facts) return problem(facts.problem);
  const { minSidePixels = pictureLimits.minSidePixels, maxSidePixels = pictureLimits.maxSidePixels } = bounds;
  const { widthPixels, heightPixels } = facts;
  const rules = [
    Math.min(widthPixels, heightPixels) < minSidePixels &&
      `must be at least ${minSidePixels} pixels on each side, where it is ${widthPixels} x ${heightPixels}; take a larger one, or lower minSidePixels`,
    Math.max(widthPixels, heightPixels) > maxSidePixels &&
      `must be at most ${maxSidePixels} pixels on each side, where it is ${widthPixels} x ${heightPixels}; make it smaller, or raise maxSidePixels`,
  ];
  const problems = rules.filter((rule) => rule !== false);
  return problems.length > 0 ? { problems } : { ...facts, bytes };
}

const problem = (text: string): { problems: string[] } => ({ problems: [text] });

const number = (value: number): string => value.toLocaleString("en-US");
