import { readFileSync } from "node:fs";
import { join } from "node:path";
import { crc32, deflateSync } from "node:zlib";

const folder = join(import.meta.dirname, "../fixtures/pictures");

/** The formats that a cover may have. */
export const formats = ["avif", "bmp", "gif", "jpeg", "png", "webp"] as const;

/**
 * A picture of 32 x 18 pixels, made by libvips; the BMP by the format's specification, with its lines from top to bottom.
 */
export const sample = (format: (typeof formats)[number]): Buffer =>
  readFileSync(join(folder, `sample.${format}`));

/** A picture of the smallest allowed kind. */
export const picture = sample("jpeg");

/** A grey PNG of any size; `shade` tells pictures of one size apart. */
export function png(width: number, height: number, shade = 0): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  // Eight bits a pixel, grey.
  header.set([8, 0], 8);
  const line = Buffer.alloc(width + 1, shade);
  line[0] = 0;
  const pixels = deflateSync(Buffer.concat(Array.from({ length: height }, () => line)));
  const signature = Buffer.from("\x89PNG\r\n\x1a\n", "latin1");
  return Buffer.concat([
    signature,
    chunk("IHDR", header),
    chunk("IDAT", pixels),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const whole = Buffer.alloc(body.length + 8);
  whole.writeUInt32BE(data.length, 0);
  body.copy(whole, 4);
  whole.writeUInt32BE(crc32(body), body.length + 4);
  return whole;
}
