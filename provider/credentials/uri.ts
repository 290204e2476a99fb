import type { CredentialsSource } from "./credentials";
import { defaults } from "../mps/limits";
import { maskUrlSecrets } from "../cover/redact";
import type { Transport } from "../mps/ports";
import { carrierOver } from "./carrier";
import { type Chosen, chosenSource } from "./chosen";

/** A credentials URI as a source: whatever answers there, such as a sidecar, hands out temporary credentials. */
export function uriSource(
  { uri, ...chosen }: { uri: string } & Chosen,
  transport: Transport,
): CredentialsSource {
  return chosenSource(`credentials URI ${maskUrlSecrets(uri)}`, chosen, async () => {
    if (!URL.canParse(uri)) throw new Error("is not a URL: write it like http://127.0.0.1:8080/credentials");
    const { credentialsOfUri } = await import("./library.js");
    const credentials = await credentialsOfUri(uri, carrierOver(transport));
    return { ...credentials, renewAfterMs: defaults.credentialsMaxAgeMs };
  });
}
