import { createHash } from "node:crypto";
import { encode } from "jpeg-js";
import { drawableText, isInked, letterSize } from "./letters";

/** What a picture shows. */
export interface Frame {
  /** Title of the video. If its letters cannot be drawn, the file's name is drawn instead. */
  title: string;
  /** The video's file. Determines the colours. */
  fileName: string;
  timeMs: number;
  durationMs: number;
  widthPixels: number;
  heightPixels: number;
}

type Colour = readonly [red: number, green: number, blue: number];

const white: Colour = [255, 255, 255];

/**
 * A frame of a video, as a JPEG. The emulator has no videos: the frame has colours of its video, the video's title, the
 * time code of the frame, and a bar that shows how far into the video it is. The same frame always looks the same. Title and
 * time code are in the JPEG's comment, too.
 */
export function drawFrame(frame: Frame): Buffer {
  const canvas = new Canvas(frame.widthPixels, frame.heightPixels);
  const timeCode = formatTimeCode(frame.timeMs);
  const progress = frame.durationMs === 0 ? 0 : frame.timeMs / frame.durationMs;
  canvas.paintStripes(pickColour(frame.fileName, 0.28), pickColour(frame.fileName, 0.36), progress);
  const title = drawableText(frame.title) ?? drawableText(frame.fileName) ?? "VIDEO";
  canvas.write(title, 0.3, 0.07);
  canvas.write(timeCode, 0.46, 0.16);
  canvas.fill(0, 0.94, progress, 1, white);
  const comment = Buffer.from(`${frame.title} ${timeCode}`).toString("latin1").slice(0, maxCommentBytes);
  const { data } = encode({ ...canvas.image, comments: [comment] }, 80);
  return data;
}

/** What a comment's length field holds. */
const maxCommentBytes = 65_000;

/** `00:01:12.500` */
export function formatTimeCode(timeMs: number): string {
  const seconds = Math.floor(timeMs / 1000);
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const clock = parts.map((part) => String(part).padStart(2, "0")).join(":");
  return `${clock}.${String(timeMs % 1000).padStart(3, "0")}`;
}

/** A colour for a name. @param lightness From 0 to 1. */
function pickColour(name: string, lightness: number): Colour {
  const hue = (createHash("sha256").update(name).digest().readUInt16BE() / 65_536) * 12;
  const channel = (offset: number): number => {
    const position = (offset + hue) % 12;
    return 255 * (lightness - 0.5 * lightness * Math.max(-1, Math.min(position - 3, 9 - position, 1)));
  };
  return [channel(0), channel(8), channel(4)];
}

/** Points to paint on. Places and sizes are parts of the whole, from 0 to 1. */
class Canvas {
  readonly image: { width: number; height: number; data: Uint8Array };
  /** The same points, one number each. */
  private readonly points: Uint32Array;

  constructor(width: number, height: number) {
    const data = new Uint8Array(4 * width * height);
    this.image = { width, height, data };
    this.points = new Uint32Array(data.buffer);
  }

  /** Diagonal stripes over everything, shifted by `phase`. */
  paintStripes(first: Colour, second: Colour, phase: number): void {
    const { width, height } = this.image;
    const stripe = Math.max(1, Math.round(height / 3));
    const shift = Math.round(phase * 8 * stripe);
    const line = Uint32Array.from({ length: width + 2 * stripe }, (_, x) => {
      return toPoint(Math.floor(x / stripe) % 2 === 0 ? first : second);
    });
    for (let y = 0; y < height; y += 1) {
      const begin = (y + shift) % (2 * stripe);
      this.points.set(line.subarray(begin, begin + width), y * width);
    }
  }

  /** One line in the middle, made smaller if it would be too long. */
  write(text: string, top: number, maxHeight: number): void {
    const { width, height } = this.image;
    const advance = letterSize.columns + 1;
    const scale = Math.min((maxHeight * height) / letterSize.rows, (0.9 * width) / (advance * text.length));
    const left = (width - scale * (advance * text.length - 1)) / 2;
    for (let row = 0; row < letterSize.rows; row += 1) {
      for (let column = 0; column < advance * text.length; column += 1) {
        const letter = text[Math.floor(column / advance)] ?? " ";
        if (!isInked(letter, column % advance, row)) continue;
        const [x, y] = [left + column * scale, top * height + row * scale];
        this.fillPoints(x, y, x + scale, y + scale, white);
      }
    }
  }

  fill(left: number, top: number, right: number, bottom: number, colour: Colour): void {
    const { width, height } = this.image;
    this.fillPoints(left * width, top * height, right * width, bottom * height, colour);
  }

  private fillPoints(left: number, top: number, right: number, bottom: number, colour: Colour): void {
    for (let y = Math.round(top); y < Math.round(bottom); y += 1) {
      const line = y * this.image.width;
      this.points.fill(toPoint(colour), line + Math.round(left), line + Math.round(right));
    }
  }
}

function toPoint([red, green, blue]: Colour): number {
  return red | (green << 8) | (blue << 16);
}
