import { isIP } from "node:net";
import { connectionProblem } from "../../pictureAnswer";
import { createPictureAgent, type PictureBytes, readPicture } from "../../readPicture";
import { isSpecialAddress, publicLookup, SpecialAddressError } from "./specialAddresses";

const isPrivate =
  "has a private or special address, which is not asked; --allow-private asks it all the same";

/** Loads pictures from hosts. Redirections are not followed, and what is too large is cut off. */
export interface PictureLoader {
  load(url: string): Promise<PictureBytes>;
  close(): Promise<void>;
}

/** @param allowPrivate Also from addresses that are not of the public Internet. */
export function pictureLoader(allowPrivate: boolean): PictureLoader {
  const agent = createPictureAgent(allowPrivate ? undefined : publicLookup);
  const load = async (url: string): Promise<PictureBytes> => {
    const host = URL.parse(url)?.hostname.replaceAll(/[[\]]/g, "");
    if (host === undefined) return { problem: "has no URL that can be asked" };
    // No name is resolved for an address, so it does not come by `publicLookup`.
    if (!allowPrivate && isIP(host) > 0 && isSpecialAddress(host)) return { problem: isPrivate };
    try {
      return await readPicture(url, agent, "all");
    } catch (error) {
      return { problem: error instanceof SpecialAddressError ? isPrivate : connectionProblem(error) };
    }
  };
  return { load, close: () => agent.destroy() };
}
