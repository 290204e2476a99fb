import { readFileSync } from "node:fs";
import { devNull } from "node:os";
import type { CredentialsSource, FoundCredentials } from "./credentials";
import { CredentialsError } from "../mps/errors";
import { canonicalizedQuery } from "../mps/percentEncode";
import type { Credentials, Transport } from "../mps/ports";
import { carrierOver } from "./carrier";
import { type Chosen, chosenSource } from "./chosen";
import type { OidcRole, Role, StsEndpoint } from "./library";

/**
 * What a session is where nobody says: the provider under `@pulumi/alicloud` calls it so (repository
 * aliyun/terraform-provider-alicloud, alicloud/provider.go), and trust policies may ask for that name.
 */
export const sessionDefaults = { sessionName: "terraform", sessionSeconds: 3600 } as const;

/** A session is renewed this long before it ends: a third of the shortest that there is. */
const marginSeconds = 300;

/** Takes on a role with an access key. */
export async function takeOn(
  base: Credentials,
  role: Role & StsEndpoint,
  transport: Transport,
): Promise<FoundCredentials> {
  const { assumeRole } = await import("./library.js");
  const credentials = await assumeRole(base, role, carrierOver(transport, { showsMessage: true }));
  return { ...credentials, renewAfterMs: renewAfterMs(role) };
}

/** Takes on a role with an OIDC token. */
export async function takeOnWithOidc(
  role: OidcRole & StsEndpoint,
  transport: Transport,
): Promise<FoundCredentials> {
  const { assumeRoleWithOidc } = await import("./library.js");
  const token = role.token ?? tokenIn(role.tokenFile);
  // The library takes a file only. What is sent is the token from here.
  const carrier = carrierOver(transport, {
    showsMessage: true,
    bodyOf: (form) => canonicalizedQuery({ ...form, OIDCToken: token }),
    secrets: [token],
  });
  const credentials = await assumeRoleWithOidc({ ...role, tokenFile: devNull }, carrier);
  return { ...credentials, renewAfterMs: renewAfterMs(role) };
}

/** A source whose credentials are only good for taking on a role. Where that fails, no other source is tried. */
export function onTopOf(
  source: CredentialsSource,
  { from, ...role }: Role & Pick<Chosen, "from">,
  transport: Transport,
): CredentialsSource {
  const name = `${source.name}, then ${role.roleArn} (${from})`;
  return {
    name,
    async load() {
      const base = await source.load();
      if ("missing" in base) return base;
      try {
        return await takeOn(base, role, transport);
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        throw new CredentialsError(`${name}: ${reason}`, { cause: error });
      }
    },
  };
}

/** A role that is assumed with an OIDC token, as a source. */
export function oidcRoleSource(
  { from, isFinal, ...role }: OidcRole & Chosen,
  transport: Transport,
): CredentialsSource {
  return chosenSource(`${role.roleArn} by OIDC`, { from, isFinal }, () => takeOnWithOidc(role, transport));
}

function renewAfterMs({ sessionSeconds }: Role | OidcRole): number {
  return (sessionSeconds - marginSeconds) * 1000;
}

function tokenIn(path: string): string {
  const token = readToken(path).trim();
  if (token !== "") return token;
  throw new Error(
    `the OIDC token file ${path} is empty: whatever issues the token must write it there first`,
  );
}

function readToken(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    const code = error instanceof Error && "code" in error ? ` (${String(error.code)})` : "";
    throw new Error(`the OIDC token file ${path} cannot be read${code}: check its path`, {
      cause: error,
    });
  }
}
