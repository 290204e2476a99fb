import { maskUrlSecrets } from "../cover/redact";
import { defaults } from "../mps/limits";
import type { Transport } from "../mps/ports";
import { type Chosen, chosenSource } from "./chosen";
import type { CredentialsSource } from "./credentials";

/** A credentials URI as a source: what answers there, such as a sidecar, hands out temporary credentials. */
export function uriSource(
  { uri, ...chosen }: { uri: string } & Chosen,
  transport: Transport,
): CredentialsSource {
  return chosenSource(`credentials URI ${maskUrlSecrets(uri)}`, chosen, async () => {
    if (!URL.canParse(uri)) throw new Error("is not a URL: write it like http://127.0.0.1:8080/credentials");
    const { createRequestSender, uriCredentials } = await import("./library.js");
    const credentials = await uriCredentials(uri, createRequestSender(transport));
    return { ...credentials, renewAfterMs: defaults.credentialsMaxAgeMs };
  });
}
