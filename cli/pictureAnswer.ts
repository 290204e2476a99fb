import { type Dispatcher, request } from "undici";
import { readCoverUrl } from "../provider/cover/readCoverUrl";
import { maskUrlSecrets } from "../provider/cover/redact";
import { pictureLimits } from "../provider/files/pictureLimits";

/** The one way in which commands ask hosts for pictures. */

/** Pictures asked for at once. */
export const picturesUnderWay = 16;
/** Longest wait for one answer. */
export const pictureTimeoutMs = 10_000;
/** What `inspectPicture` needs of a picture. */
const headBytes = 64 * 1024;

/** Bytes of a picture, or what is wrong with it: as the end of a sentence whose subject is the picture. */
export type PictureBytes = { bytes: Uint8Array } | { problem: string };

/**
 * Asks for a picture with GET, as some hosts refuse HEAD. Redirections are not followed, as the service was never seen to.
 *
 * @param part `"head"` stops as soon as there is enough to tell what the picture is.
 */
export async function readPicture(
  url: string,
  dispatcher: Dispatcher,
  part: "head" | "all",
): Promise<PictureBytes> {
  const signal = AbortSignal.timeout(pictureTimeoutMs);
  const { statusCode, headers, body } = await request(url, { dispatcher, signal });
  const location = typeof headers["location"] === "string" ? headers["location"] : undefined;
  const problem = statusProblem(statusCode, url, location);
  if (problem !== undefined) {
    // Closes the connection, as nothing more is to be loaded of it; the stream calls that an error.
    body.on("error", () => undefined).destroy();
    return { problem };
  }
  const chunks: Uint8Array[] = [];
  let length = 0;
  // Leaving the loop closes the connection.
  for await (const chunk of body) {
    const bytes: unknown = chunk;
    if (!(bytes instanceof Uint8Array)) continue;
    length += bytes.length;
    if (length > pictureLimits.maxBytes) return { problem: tooLarge };
    chunks.push(bytes);
    if (part === "head" && length >= headBytes) break;
  }
  return { bytes: Buffer.concat(chunks) };
}

/** What is wrong with a picture that is not read to its end. */
export const tooLarge = `is larger than ${pictureLimits.maxBytes / 1024 / 1024} MiB, and was not loaded; save it smaller`;

/** What each answer may mean, and what can be done about it. */
function statusProblem(status: number, url: string, location: string | undefined): string | undefined {
  if (status === 200) return undefined;
  const answered = `answers HTTP ${status}`;
  if (status >= 300 && status < 400) return `${answered}, a redirection; ${redirectionAdvice(url, location)}`;
  if (status === 401)
    return `${answered}: it asks for a sign-in; put the picture where everybody may read it`;
  if (status === 403)
    return `${answered}: it may not be read from here; make the object public-read, or, where a hotlink rule (Referer) or a firewall of the host refuses, let requests without a Referer pass`;
  if (status === 404 || status === 410)
    return `${answered}: it is not there; put the picture there, or correct the URL`;
  if (status === 429) return `${answered}: the host was asked too often; try again later`;
  if (status >= 500)
    return `${answered}: the host fails at the moment; try again later, and if it stays, look at the host`;
  return `${answered}, which is no picture; look at the rules of the host`;
}

/** A cover must be an http: URL that answers by itself. */
function redirectionAdvice(url: string, location: string | undefined): string {
  const target = location === undefined ? null : URL.parse(location, url);
  if (target === null) return "it names no place; look at the rules of the host";
  const shown = maskUrlSecrets(target.href, { mayHoldAt: true });
  const read = target.protocol === "http:" ? readCoverUrl(target.href) : undefined;
  if (read?.ok === true && read.value !== url) return `it leads to ${shown}: give that URL`;
  return `it leads to ${shown}, and the service takes http: URLs only, and was never seen to follow one: let the host serve the picture over http: as well (without forcing HTTPS on it), or put it on a host that does, such as an OSS bucket`;
}

/** What is wrong where there is no answer. */
export function connectionProblem(error: unknown): string {
  return `does not answer (${reasonOf(error)}); check its host`;
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === "TimeoutError") return `not in ${pictureTimeoutMs / 1000} s`;
  return "code" in error ? String(error.code) : error.message;
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
