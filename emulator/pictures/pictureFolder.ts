import { createHash } from "node:crypto";
import { constants, realpathSync, statSync } from "node:fs";
import { open, realpath, type FileHandle } from "node:fs/promises";
import { extname, join, sep } from "node:path";
import { Readable } from "node:stream";
import { EmulatorOptionError } from "../optionError";
import { limits } from "../limits";
import { decodedKey, type ObjectAddress } from "./objectAddress";
import type { OssErrorCode } from "./ossError";

/** Where objects are looked up. */
export interface ObjectSource {
  /** Opens an object, or says what OSS would refuse it with. */
  find(address: ObjectAddress): Promise<Picture | OssErrorCode>;
}

/** An object, open for reading. The caller of `find` closes it. */
export interface Picture {
  contentType: string;
  sizeBytes: number;
  /** The content's MD5 in capitals, quoted: what OSS has for an object that was put there in one piece. */
  etag: string;
  modifiedAt: Date;
  content(): Readable;
  close(): Promise<void>;
}

/** By the extension of a key, as OSS and its tools guess it. */
const contentTypes: Readonly<Record<string, string>> = {
  ".avif": "image/avif",
  ".bmp": "image/bmp",
  ".gif": "image/gif",
  ".html": "text/html",
  ".jpeg": "image/jpeg",
  ".jpg": "image/jpeg",
  ".json": "application/json",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain",
  ".webp": "image/webp",
};

/** 3 to 63 lower-case letters, digits and hyphens, none of these at an end. Source: OSS, "Bucket naming conventions". */
const bucketName = /^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/;

/** Does not wait for a pipe or a device, and does not follow a link that has just replaced a file. */
const openFlags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;

/**
 * Objects in a folder, `<bucket>/<key>`. Files may come and go at any time. Nothing outside of a bucket's folder is ever
 * read, whatever a key or a link says, and nothing is written.
 */
export class PictureFolder implements ObjectSource {
  private readonly root: string;

  /** @throws EmulatorOptionError when there is no such folder */
  constructor(folder: string) {
    if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) {
      throw new EmulatorOptionError(`options.pictures: "${folder}" is not a folder; it holds <bucket>/<key>`);
    }
    this.root = realpathSync(folder);
  }

  async find({ bucket, key }: ObjectAddress): Promise<Picture | OssErrorCode> {
    if (!bucketName.test(bucket)) return "InvalidBucketName";
    const bucketFolder = join(this.root, bucket);
    if ((await realPath(bucketFolder)) !== bucketFolder) return "NoSuchBucket";
    // This would be the list of a bucket's objects, which only its owner may see.
    if (key === "") return "AccessDenied";
    const segments = splitKey(key);
    if (segments === undefined) return "InvalidObjectName";
    const path = await realPath(join(bucketFolder, ...segments));
    if (path?.startsWith(bucketFolder + sep) !== true) return "NoSuchKey";
    const handle = await open(path, openFlags).catch(() => undefined);
    if (handle === undefined) return "NoSuchKey";
    try {
      return await openPicture(handle, path);
    } catch (error) {
      await handle.close();
      throw error;
    }
  }
}

async function realPath(path: string): Promise<string | undefined> {
  return realpath(path).catch(() => undefined);
}

/** The parts of a key between its slashes; undefined if no file can have such a name, or it would lead elsewhere. */
function splitKey(key: string): string[] | undefined {
  const name = decodedKey(key);
  const segments = name?.split("/") ?? [];
  const isFile = segments.every((segment) => segment !== "" && segment !== "." && segment !== "..");
  return name !== undefined &&
    isFile &&
    !/[\0\\]/.test(name) &&
    Buffer.byteLength(name) <= limits.objectKeyBytes
    ? segments
    : undefined;
}

async function openPicture(handle: FileHandle, path: string): Promise<Picture | OssErrorCode> {
  const stats = await handle.stat();
  if (!stats.isFile()) {
    await handle.close();
    return "NoSuchKey";
  }
  const content = (): Readable =>
    stats.size === 0
      ? Readable.from([])
      : handle.createReadStream({ start: 0, end: stats.size - 1, autoClose: false });
  const hash = createHash("md5");
  for await (const chunk of content()) hash.update(chunk);
  return {
    contentType: contentTypes[extname(path).toLowerCase()] ?? "application/octet-stream",
    sizeBytes: stats.size,
    etag: `"${hash.digest("hex").toUpperCase()}"`,
    modifiedAt: stats.mtime,
    content,
    close: () => handle.close(),
  };
}
