import type Sharp from "sharp";
import { pictureLimits } from "../../../provider/files/pictureLimits";

/** Makes a picture small, for a file that holds thousands. */
export type Thumbnailer = (bytes: Uint8Array) => Promise<{ dataUrl: string } | { problem: string }>;

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
      return { dataUrl: `data:image/webp;base64,${small.toString("base64")}` };
    } catch {
      return { problem: "begins like a picture, but cannot be decoded; save it anew" };
    }
  };
}
