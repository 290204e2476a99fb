import type { CredentialsSource, FoundCredentials } from "./credentials";
import { CredentialsError } from "../mps/errors";

/** Where a source's setting comes from, and what its failure means. */
export interface Chosen {
  /** The setting, such as `alicloud:profile` or `ALICLOUD_PROFILE`. */
  from: string;
  /** Whether a failure ends the search: the user asked for this source, and another one may be another account's. */
  isFinal: boolean;
}

/** A source that the user chose by a setting. */
export function chosenSource(
  what: string,
  { from, isFinal }: Chosen,
  load: () => Promise<FoundCredentials>,
): CredentialsSource {
  const name = `${what} (${from})`;
  return {
    name,
    async load() {
      try {
        return await load();
      } catch (error) {
        if (!isFinal || !(error instanceof Error)) throw error;
        throw new CredentialsError(`${name}: ${error.message}`, { cause: error });
      }
    },
  };
}
