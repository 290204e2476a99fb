import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import type { Buckets } from "./buckets";
import { drawFrame, type Frame } from "./drawFrame";
import { decodedKey, type ObjectAddress } from "./objectAddress";
import type { OssErrorCode } from "./ossError";
import type { ObjectSource, Picture } from "./pictureFolder";

/** Drawn pictures kept in memory: as many as the page shows at once. */
const maxKept = 200;

/** An object that a snapshot job has put into a bucket. */
interface TakenPicture {
  frame: Frame;
  modifiedAt: Date;
}

/**
 * The objects in all buckets: those of snapshot jobs, and those in the folder. A picture is drawn when it is fetched,
 * because jobs may take thousands that nobody looks at.
 */
export class TakenPictures implements ObjectSource {
  private readonly taken = new Map<string, Map<string, TakenPicture>>();
  private readonly kept = new Map<TakenPicture, Buffer>();

  /** @param folder Has the objects that no job has put there. */
  constructor(
    private readonly buckets: Buckets,
    private readonly folder: ObjectSource | undefined,
  ) {}

  /** Puts a picture into a bucket, in place of what was there. @param key Decoded. */
  put(bucket: string, key: string, picture: TakenPicture): void {
    const objects = this.taken.get(bucket) ?? new Map<string, TakenPicture>();
    this.taken.set(bucket, objects);
    objects.set(key, picture);
  }

  /** Whether a job has put an object there. */
  has(bucket: string, key: string): boolean {
    return this.taken.get(bucket)?.has(key) === true;
  }

  async find(address: ObjectAddress): Promise<Picture | OssErrorCode> {
    if (!this.buckets.isPublic(address.bucket)) return "AccessDenied";
    const objects = this.taken.get(address.bucket);
    const picture = objects?.get(decodedKey(address.key) ?? "");
    if (picture !== undefined) return this.open(picture);
    const found = (await this.folder?.find(address)) ?? "NoSuchBucket";
    return found === "NoSuchBucket" && objects !== undefined ? "NoSuchKey" : found;
  }

  private open(picture: TakenPicture): Picture {
    const content = this.kept.get(picture) ?? drawFrame(picture.frame);
    this.kept.set(picture, content);
    const [oldest] = this.kept.keys();
    if (this.kept.size > maxKept && oldest !== undefined) this.kept.delete(oldest);
    return {
      contentType: "image/jpeg",
      sizeBytes: content.length,
      etag: `"${createHash("md5").update(content).digest("hex").toUpperCase()}"`,
      modifiedAt: picture.modifiedAt,
      content: () => Readable.from([content]),
      close: () => Promise.resolve(),
    };
  }
}
