import { isIP } from "node:net";
import { Agent, request } from "undici";
import { pictureLimits } from "../../../provider/files/pictureLimits";
import { connectionProblem, picturesUnderWay, pictureTimeoutMs, statusProblem } from "../../pictureAnswer";
import { isSpecialAddress, publicLookup, SpecialAddressError } from "./specialAddresses";

/** Bytes of a picture, or what is wrong with it: as the end of a sentence whose subject is the picture. */
export type PictureBytes = { bytes: Uint8Array } | { problem: string };

const isPrivate =
  "has a private or special address, which is not asked; --allow-private asks it all the same";

/** Loads pictures from hosts. Redirections are not followed, and what is too large is cut off. */
export interface PictureLoader {
  load(url: string): Promise<PictureBytes>;
  close(): Promise<void>;
}

/** @param allowPrivate Also from addresses that are not of the public Internet. */
export function pictureLoader(allowPrivate: boolean): PictureLoader {
  const connect = { timeout: pictureTimeoutMs, ...(!allowPrivate && { lookup: publicLookup }) };
  const agent = new Agent({ connections: picturesUnderWay, connect });
  const load = async (url: string): Promise<PictureBytes> => {
    const host = URL.parse(url)?.hostname.replaceAll(/[[\]]/g, "");
    if (host === undefined) return { problem: "has no URL that can be asked" };
    // No name is resolved for an address, so it does not come by `publicLookup`.
    if (!allowPrivate && isIP(host) > 0 && isSpecialAddress(host)) return { problem: isPrivate };
    try {
      return await readAnswer(url, agent);
    } catch (error) {
      return { problem: error instanceof SpecialAddressError ? isPrivate : connectionProblem(error) };
    }
  };
  return { load, close: () => agent.destroy() };
}

async function readAnswer(url: string, dispatcher: Agent): Promise<PictureBytes> {
  const signal = AbortSignal.timeout(pictureTimeoutMs);
  const { statusCode, body } = await request(url, { dispatcher, signal });
  const problem = statusProblem(statusCode);
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
  }
  return { bytes: Buffer.concat(chunks) };
}

/** What is wrong with a picture that is not read to its end. */
export const tooLarge = `is larger than ${pictureLimits.maxBytes / 1024 / 1024} MiB, and was not loaded; save it smaller`;
