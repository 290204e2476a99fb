import { readFileSync } from "node:fs";
import { devNull } from "node:os";
import { valid } from "../cover/problem";
import { decodeText } from "../files/decodeText";
import { errorCode } from "../files/findFile";
import { CredentialsError } from "../mps/errors";
import { canonicalizedQuery } from "../mps/percentEncode";
import type { Credentials, Transport } from "../mps/ports";
import { type Chosen, chosenSource } from "./chosen";
import type { CredentialsSource, FoundCredentials } from "./credentials";
import type { OidcRole, Role, StsEndpoint } from "./role";

/** A session is renewed this long before it ends: a third of the shortest session. */
const marginSeconds = 300;

/** Assumes a role with an access key. */
export async function assumeRole(
  base: Credentials,
  role: Role & StsEndpoint,
  transport: Transport,
): Promise<FoundCredentials> {
  const library = await import("./library.js");
  const send = library.createRequestSender(transport, { showsMessage: true });
  return { ...(await library.assumeRole(base, role, send)), renewAfterMs: renewAfterMs(role) };
}

/** Assumes a role with an OIDC token. */
export async function assumeRoleWithOidc(
  role: OidcRole & StsEndpoint,
  transport: Transport,
): Promise<FoundCredentials> {
  const library = await import("./library.js");
  const token = role.token ?? readToken(role.tokenFile);
  const send = library.createRequestSender(transport, {
    showsMessage: true,
    encodeBody: (form) => canonicalizedQuery({ ...form, OIDCToken: token }),
    secrets: [token],
  });
  // The library takes only a file. The token that is sent is the one from here.
  const credentials = await library.assumeRoleWithOidc({ ...role, tokenFile: devNull }, send);
  return { ...credentials, renewAfterMs: renewAfterMs(role) };
}

/** A role that is assumed with the credentials of another source. If that fails, no further source is tried. */
export function thenAssumeRole(
  source: CredentialsSource,
  { from, ...role }: Role & Pick<Chosen, "from">,
  transport: Transport,
): CredentialsSource {
  const name = `${source.name}, then ${role.roleArn} (${from})`;
  return {
    name,
    async load() {
      const base = await source.load();
      if (!base.ok) return base;
      try {
        return valid(await assumeRole(base.value, role, transport));
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
  return chosenSource(`${role.roleArn} by OIDC`, { from, isFinal }, () =>
    assumeRoleWithOidc(role, transport),
  );
}

function renewAfterMs({ sessionSeconds }: Role | OidcRole): number {
  return (sessionSeconds - marginSeconds) * 1000;
}

function readToken(path: string): string {
  const token = readTokenFile(path).trim();
  if (token !== "") return token;
  throw new Error(
    `the OIDC token file ${path} is empty: whatever issues the token must write it there first`,
  );
}

function readTokenFile(path: string): string {
  try {
    return decodeText(readFileSync(path));
  } catch (error) {
    const code = errorCode(error);
    const why = code === undefined ? "" : ` (${code})`;
    throw new Error(`the OIDC token file ${path} cannot be read${why}: check its path`, { cause: error });
  }
}
