import { defaults } from "../mps/limits";
import type { Transport } from "../mps/ports";
import { type Chosen, chosenSource } from "./chosen";
import type { CredentialsSource, FoundCredentials } from "./credentials";

/** Credentials of this ECS instance's RAM role, from the metadata service. Without a name, the instance is asked for it. */
export async function instanceCredentials(
  roleName: string | undefined,
  transport: Transport,
): Promise<FoundCredentials> {
  const { createRequestSender, ecsRole } = await import("./library.js");
  const credentials = await ecsRole(roleName ?? "", createRequestSender(transport));
  return { ...credentials, renewAfterMs: defaults.credentialsMaxAgeMs };
}

/** The RAM role of this ECS instance as a source. */
export function ecsRoleSource(
  { roleName, ...chosen }: { roleName: string } & Chosen,
  transport: Transport,
): CredentialsSource {
  return chosenSource(`role ${roleName} of this ECS instance`, chosen, () =>
    instanceCredentials(roleName, transport),
  );
}
