import type { LookupFunction } from "node:net";
import { Agent, type Dispatcher, request } from "undici";
import { type Problem, type Result, valid } from "../provider/cover/problem";
import { inspectPicture, type PictureFacts } from "../provider/files/inspectPicture";
import { pictureLimits } from "../provider/files/pictureLimits";
import { version } from "../provider/mps/version";
import { pictureTimeoutMs, statusProblem } from "./pictureAnswer";

/** The one way in which commands ask hosts for pictures and look at them. */

/** Pictures asked for at once. */
const picturesUnderWay = 16;
/** What `inspectPicture` needs of most pictures. */
const headBytes = 64 * 1024;

/** Connections to hosts of pictures. @param lookup Resolves names. Default: the system. */
export function createPictureAgent(lookup?: LookupFunction): Agent {
  const connect = { timeout: pictureTimeoutMs, ...(lookup && { lookup }) };
  return new Agent({ connections: picturesUnderWay, connect });
}

/**
 * Asks for a picture with GET, because some hosts refuse HEAD. Redirections are not followed, because the service was never
 * seen to. Rejects if there is no answer.
 *
 * @param part `"head"` stops as soon as there is enough to tell what the picture is.
 */
export async function readPicture(
  url: string,
  agent: Dispatcher,
  part: "head" | "all",
): Promise<Result<Uint8Array>> {
  const { statusCode, headers, body } = await request(url, {
    dispatcher: agent,
    // Some hosts refuse whoever does not say who asks.
    headers: { accept: "image/*, */*;q=0.5", "user-agent": `pulumi-mediacover/${version}` },
    signal: AbortSignal.timeout(pictureTimeoutMs),
  });
  const location = typeof headers["location"] === "string" ? headers["location"] : undefined;
  const isTooLarge = Number(headers["content-length"] ?? 0) > pictureLimits.maxBytes;
  const problem = statusProblem(statusCode, url, location) ?? (isTooLarge ? tooLarge : undefined);
  if (problem !== undefined) {
    // Closes the connection, as nothing more is to be loaded of it; the stream calls that an error.
    body.on("error", () => undefined).destroy();
    return { ok: false, problems: [problem] };
  }
  return readBody(body, part);
}

async function readBody(body: AsyncIterable<unknown>, part: "head" | "all"): Promise<Result<Uint8Array>> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  let enough = part === "head" ? headBytes : Infinity;
  // Leaving the loop closes the connection.
  for await (const chunk of body) {
    if (!(chunk instanceof Uint8Array)) continue;
    length += chunk.length;
    if (length > pictureLimits.maxBytes) return { ok: false, problems: [tooLarge] };
    chunks.push(chunk);
    if (length < enough) continue;
    const bytes = Buffer.concat(chunks);
    if (!isUnfinishedJpeg(bytes)) return valid(bytes);
    enough *= 2;
  }
  return valid(Buffer.concat(chunks));
}

/** Of all formats, only JPEG may have megabytes (profiles, previews, edits) before its size. */
const isUnfinishedJpeg = (bytes: Uint8Array): boolean =>
  bytes[0] === 0xff && bytes[1] === 0xd8 && !inspectPicture(bytes).ok;

/** What is wrong with a picture that is not read to its end. */
export const tooLarge: Problem = {
  path: [],
  rule: `is larger than ${pictureLimits.maxBytes / 1024 / 1024} MiB, and was not loaded`,
  fix: "save it smaller",
};

/** What a picture is by its bytes, what is wrong with it, or both. */
export function lookAtPicture(bytes: Uint8Array): {
  facts?: PictureFacts;
  problems: readonly Problem[];
} {
  const inspected = inspectPicture(bytes);
  if (!inspected.ok) return inspected;
  const facts = inspected.value;
  const { widthPixels, heightPixels } = facts;
  const { minSidePixels, maxSidePixels } = pictureLimits;
  const [least, most] = [Math.min(widthPixels, heightPixels), Math.max(widthPixels, heightPixels)];
  if (least >= minSidePixels && most <= maxSidePixels) return { facts, problems: [] };
  const rule = `is ${widthPixels} x ${heightPixels} pixels, where each side must be ${minSidePixels} to ${maxSidePixels}`;
  return { facts, problems: [{ path: [], rule, fix: "save it in another size" }] };
}

/** Does something with each, with at most so many under way as pictures may be. */
export async function eachPicture<T>(items: Iterable<T>, work: (item: T) => Promise<void>): Promise<void> {
  const waiting = items[Symbol.iterator]();
  const worker = async (): Promise<void> => {
    // All workers take from the one iterator.
    for (let next = waiting.next(); next.done !== true; next = waiting.next()) await work(next.value);
  };
  await Promise.all(Array.from({ length: picturesUnderWay }, worker));
}
