import { valid } from "../cover/problem";
import { CredentialsError } from "../mps/errors";
import type { CredentialsSource, FoundCredentials } from "./credentials";

/** What chose a source, and what the source's failure means. */
export interface Chosen {
  /** The setting, such as `alicloud:profile` or `ALICLOUD_PROFILE`; `default` if none did. */
  from: string;
  /** Whether a failure ends the search: the user named this source, and the next one may be another account's. */
  isFinal: boolean;
}

/** A source whose name says what chose it. */
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
        return valid(await load());
      } catch (error) {
        if (!isFinal || !(error instanceof Error)) throw error;
        throw new CredentialsError(`${name}: ${error.message}`, { cause: error });
      }
    },
  };
}
