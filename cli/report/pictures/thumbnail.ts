import type Sharp from "sharp";
import { invalid, type Result, valid } from "../../../provider/cover/problem";
import { pictureLimits } from "../../../provider/files/pictureLimits";

/** Makes a picture small, for a file that holds thousands. The result is a data URL. */
export type Thumbnailer = (bytes: Uint8Array) => Promise<Result<string>>;

/** The larger side of a thumbnail at most, by either side. */
const sidePixels = 320;

/**
 * @returns What makes thumbnails; `undefined` where the optional package sharp is not installed, or not for this machine:
 * then it is done without.
 */
export async function findThumbnailer(): Promise<Thumbnailer | undefined> {
  const library = await import("sharp").catch(() => undefined);
  return library && thumbnailer(library.default);
}

function thumbnailer(sharp: typeof Sharp): Thumbnailer {
  const limitInputPixels = pictureLimits.maxSidePixels ** 2;
  return async (bytes) => {
    try {
      const small = await sharp(bytes, { limitInputPixels })
        .rotate()
        .resize({ width: sidePixels, height: sidePixels, fit: "inside", withoutEnlargement: true })
        .webp({ quality: 60 })
        .toBuffer();
      return valid(`data:image/webp;base64,${small.toString("base64")}`);
    } catch {
      return invalid("begins like a picture, but cannot be decoded", { fix: "save it anew" });
    }
  };
}
