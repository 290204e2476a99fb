import { invalid, type Problem, type Result, valid } from "../cover/problem";

/** What a picture is by its bytes, whatever its name says. */
export interface PictureFacts {
  format: PictureFormat;
  /** The media type that a server should give with it. */
  contentType: `image/${PictureFormat}`;
  widthPixels: number;
  heightPixels: number;
}

/** The formats that every browser shows. */
export type PictureFormat = "avif" | "bmp" | "gif" | "jpeg" | "png" | "webp";

/** Each format by the name that `image-size` has for it, with the extensions of its files; the first one is the usual. */
const formats: Readonly<Record<string, { format: PictureFormat; extensions: readonly string[] }>> = {
  avif: { format: "avif", extensions: [".avif"] },
  bmp: { format: "bmp", extensions: [".bmp"] },
  gif: { format: "gif", extensions: [".gif"] },
  jpg: { format: "jpeg", extensions: [".jpg", ".jpeg"] },
  png: { format: "png", extensions: [".png"] },
  webp: { format: "webp", extensions: [".webp"] },
};

/** What files of pictures end with, in lower case. */
export const pictureExtensions: ReadonlySet<string> = new Set(
  Object.values(formats).flatMap(({ extensions }) => extensions),
);

/** What a file of a format usually ends with, such as `.jpg`. */
export function usualExtension(format: PictureFormat): string {
  return Object.values(formats).find((each) => each.format === format)?.extensions[0] ?? "";
}

/**
 * Looks at the head of a picture: its format and its size in pixels. Whether the rest can be decoded is not looked at.
 *
 * @param bytes The whole file, or at least its first 64 KiB.
 */
export function inspectPicture(bytes: Uint8Array): Result<PictureFacts> {
  if (bytes.length === 0) return invalid("is empty", { fix: "put the picture there" });
  const size = readSize(bytes);
  const known = formats[size?.type ?? ""];
  if (size === undefined || known === undefined) return notAPicture(bytes, size?.type);
  const { width, height } = size.isTurned ? { width: size.height, height: size.width } : size;
  if (!(width > 0 && height > 0))
    return invalid(`is ${width} x ${height} pixels by its own account`, { fix: "save it anew" });
  return valid({
    format: known.format,
    contentType: `image/${known.format}`,
    widthPixels: width,
    heightPixels: height,
  });
}

function readSize(
  bytes: Uint8Array,
): { type: string | undefined; width: number; height: number; isTurned: boolean } | undefined {
  // Here, because it takes long to load and few programs have pictures.
  const { imageSize }: typeof import("image-size") = require("image-size");
  try {
    // A copy, as the library would read on in the memory behind bytes that end too early.
    const { type, width, height, orientation = 1 } = imageSize(new Uint8Array(bytes));
    // EXIF: from 5 on, browsers turn the picture by a quarter, so that the sides are swapped.
    return { type, width, height: Math.abs(height), isTurned: orientation >= 5 };
  } catch {
    // Whatever it did not understand is not the head of a picture.
    return undefined;
  }
}

/** What is often found where a picture should be, by the beginning of its text. */
const mistakes: readonly (Required<Pick<Problem, "rule" | "fix">> & { pattern: RegExp })[] = [
  {
    pattern: /^version https:\/\/git-lfs\.github\.com\/spec\//,
    rule: "is a Git LFS pointer, not the picture",
    fix: "run `git lfs pull`, or set `lfs: true` in the workflow's checkout step",
  },
  {
    pattern: /^(?:\/annex\/objects\/|\S*\.git\/annex\/)/,
    rule: "is a git-annex pointer, not the picture",
    fix: "run `git annex get`",
  },
  {
    pattern: /^<<<<<<< /,
    rule: "is a merge conflict of Git, not a picture",
    fix: "choose one of the two versions",
  },
  {
    pattern: /^data:image\//i,
    rule: "is a data: URL, not the picture",
    fix: "decode it, and save the picture",
  },
  {
    pattern: /^\s*(?:<!doctype html|<html|<head|<body)/i,
    rule: "is a web page (HTML), not a picture",
    fix: "put the picture there",
  },
  {
    pattern: /^\s*<\?xml[^>]*>\s*<Error>/i,
    rule: "is an error message of OSS (XML), not a picture",
    fix: "download the picture again",
  },
  {
    pattern: /^\s*(?:<\?xml[^>]*>\s*)?(?:<!--[^]*?-->\s*)?(?:<!DOCTYPE svg[^>]*>\s*)?<svg\b/i,
    rule: "is SVG, which is no cover: it must be a JPEG, PNG, WebP, GIF, BMP or AVIF",
    fix: "save it as one of them",
  },
  {
    pattern: /^(?:https?:\/\/|oss:\/\/|\.{0,2}\/)\S+\s*$/,
    rule: "is a text with an address in it, not the picture (a symlink that was checked out as a file?)",
    fix: "put the picture there",
  },
];

function notAPicture(bytes: Uint8Array, type: string | undefined): Result<never> {
  const beginning = Buffer.from(bytes.subarray(0, 1024))
    .toString("latin1")
    .replace(/^\u00ef\u00bb\u00bf/, "");
  const mistake = mistakes.find(({ pattern }) => pattern.test(beginning));
  if (mistake !== undefined) return invalid(mistake.rule, { fix: mistake.fix });
  const found = type === undefined ? "its bytes are none of these" : `it is ${type.toUpperCase()}`;
  const rule = `must be a JPEG, PNG, WebP, GIF, BMP or AVIF by its bytes, whatever its name; ${found}`;
  return invalid(rule, { fix: "save it as one of them" });
}
