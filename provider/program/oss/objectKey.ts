import { createHash } from "node:crypto";
import { usualExtension, pictureExtensions, type PictureFormat } from "../../files/inspectPicture";

/** What the name of an object in OSS is made from. */
export interface ObjectOrigin {
  /** Begins the name; see `CoverImageArgs.prefix`. */
  prefix: string;
  /** The resource's name in the program. */
  name: string;
  /** The resource's URN. */
  urn: string;
  bytes: Uint8Array;
  format: PictureFormat;
}

/**
 * The name of a picture's object: `trailer-5f2c1b0a9d8e7f66.jpg`. The same picture of the same resource always has the same
 * name, another picture another one, so that it never replaces what viewers still see.
 *
 * The URN is part of what the digits stand for: dropping the object of one resource must not take away the same picture of
 * another one, be it in another stack, or the same resource under a new name.
 */
export function objectKey({ prefix, name, urn, bytes, format }: ObjectOrigin): string {
  const digest = createHash("sha256").update(urn).update("\0").update(bytes).digest("hex");
  return `${prefix}${readableName(name)}-${digest.slice(0, digestLength)}${usualExtension(format)}`;
}

/** 64 bits: enough that no two pictures of a library meet. */
const digestLength = 16;

/** A name of OSS has at most 1,023 bytes; this part is for people who look for a picture in the bucket. */
const maxStemCharacters = 80;

/** What reads well of a resource's name: its last part, without the extension of a picture, and no odd characters. */
function readableName(name: string): string {
  const last = name.split("/").at(-1) ?? "";
  const dot = last.lastIndexOf(".");
  const bare = dot > 0 && pictureExtensions.has(last.slice(dot).toLowerCase()) ? last.slice(0, dot) : last;
  const plain = bare.normalize().replaceAll(/[^\p{L}\p{N}._-]+/gu, "-");
  return Array.from(plain).slice(0, maxStemCharacters).join("");
}
