import { isIP } from "node:net";
import { invalid, type Result } from "../../../provider/cover/problem";
import { connectionProblem } from "../../pictureAnswer";
import { createPictureAgent, readPicture } from "../../readPicture";
import { isSpecialAddress, publicLookup, SpecialAddressError } from "./specialAddresses";

const isPrivate = invalid("has a private or special address, which is not loaded", {
  fix: "pass --allow-private to load it",
});

/** Loads pictures from hosts. Redirections are not followed, and what is too large is cut off. */
export interface PictureLoader {
  load(url: string): Promise<Result<Uint8Array>>;
  close(): Promise<void>;
}

/** @param allowPrivate Also from addresses that are not of the public Internet. */
export function pictureLoader(allowPrivate: boolean): PictureLoader {
  const agent = createPictureAgent(allowPrivate ? undefined : publicLookup);
  const load = async (url: string): Promise<Result<Uint8Array>> => {
    const host = URL.parse(url)?.hostname.replaceAll(/[[\]]/g, "");
    if (host === undefined) return invalid("has no URL that can be asked");
    // No name is resolved for an address, so it does not come by `publicLookup`.
    if (!allowPrivate && isIP(host) > 0 && isSpecialAddress(host)) return isPrivate;
    try {
      return await readPicture(url, agent, "all");
    } catch (error) {
      if (error instanceof SpecialAddressError) return isPrivate;
      return { ok: false, problems: [connectionProblem(error)] };
    }
  };
  return { load, close: () => agent.destroy() };
}
