import { imageSize } from "../lazily";

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
export function extensionOf(format: PictureFormat): string {
  return Object.values(formats).find((each) => each.format === format)?.extensions[0] ?? "";
}

/**
 * Looks at the head of a picture: its format and its size in pixels. Whether the rest can be decoded is not looked at.
 *
 * @param bytes The whole file, or at least its first 64 KiB.
 * @returns The facts, or the rule that the bytes break: as the end of a sentence whose subject is the picture.
 */
export function inspectPicture(bytes: Uint8Array): PictureFacts | { problem: string } {
  if (bytes.length === 0) return { problem: "is empty; put the picture there" };
  const size = sizeOf(bytes);
  const known = formats[size?.type ?? ""];
  if (size === undefined || known === undefined) return { problem: notAPicture(size?.type) };
  const { width, height } = size;
  if (!(width > 0 && height > 0)) {
    return { problem: `is ${width} x ${height} pixels by its own account; save it anew` };
  }
  return {
    format: known.format,
    contentType: `image/${known.format}`,
    widthPixels: width,
    heightPixels: height,
  };
}

function sizeOf(bytes: Uint8Array): { type?: string; width: number; height: number } | undefined {
  try {
    // A copy, as the library would read on in the memory behind bytes that end too early.
    const { type, width, height } = imageSize()(new Uint8Array(bytes));
    return { ...(type !== undefined && { type }), width, height: Math.abs(height) };
  } catch {
    // Whatever it did not understand is not the head of a picture.
    return undefined;
  }
}

function notAPicture(type: string | undefined): string {
  const found = type === undefined ? "its bytes are none of these" : `it is ${type.toUpperCase()}`;
  return `must be a JPEG, PNG, WebP, GIF, BMP or AVIF by its bytes, whatever its name; ${found}; save it as one of them`;
}
