import type { CredentialsSource, FoundCredentials } from "./credentials";
import { defaults } from "../mps/limits";
import type { Transport } from "../mps/ports";
import { carrierOver } from "./carrier";
import { type Chosen, chosenSource } from "./chosen";

/** Credentials of the RAM role of this ECS instance, from its metadata service. */
export async function credentialsOfInstance(
  roleName: string,
  transport: Transport,
): Promise<FoundCredentials> {
  const { ecsRole } = await import("./library.js");
  const credentials = await ecsRole(roleName, carrierOver(transport));
  return { ...credentials, renewAfterMs: defaults.credentialsMaxAgeMs };
}

/** The role of an ECS instance as a source. */
export function ecsRoleSource(
  { roleName, ...chosen }: { roleName: string } & Chosen,
  transport: Transport,
): CredentialsSource {
  return chosenSource(`role ${roleName} of this ECS instance`, chosen, () =>
    credentialsOfInstance(roleName, transport),
  );
}
