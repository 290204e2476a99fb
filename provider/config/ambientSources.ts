import { join } from "node:path";
import { SourceError } from "../credentials/carrier";
import type { CredentialsSource } from "../credentials/credentials";
import { credentialsFileSource } from "../credentials/credentialsFile";
import { ecsRoleSource } from "../credentials/ecsRole";
import { profileSource } from "../credentials/profile";
import { UnreadableFileError } from "../credentials/profileFile";
import { oidcRoleSource, sessionDefaults } from "../credentials/role";
import { TransportError } from "../mps/errors";
import type { Transport } from "../mps/ports";
import { chooseProfile, currentProfile, homeOf } from "./profile";
import type { Settings } from "./settings";

/**
 * Where credentials are looked for when nothing names a source: what the machine itself has. The places and their order
 * are those of the default chain of `@alicloud/credentials` (2.4.7, dist/src/providers/default.js). The chain itself is
 * not used: its errors do not say which place failed, it knows no proxy, and it repeats secrets. Its variables for access
 * keys and a credentials URI are sources that come before these.
 */
export function ambientSources(lookup: Settings, transport: Transport): CredentialsSource[] {
  const isDisabled = (name: string): boolean => lookup.getVariable(name)?.toLowerCase() === "true";
  return [
    oidcOfEnvironment(lookup, transport),
    ...(isDisabled("ALIBABA_CLOUD_CLI_PROFILE_DISABLED") ? [] : profileOfCli(lookup, transport)),
    credentialsFileSource(
      {
        path:
          lookup.getVariable("ALIBABA_CLOUD_CREDENTIALS_FILE") ||
          join(homeOf(lookup), ".alibabacloud", "credentials"),
        section: lookup.getVariable("ALIBABA_CLOUD_PROFILE") || "default",
      },
      transport,
    ),
    ...(isDisabled("ALIBABA_CLOUD_ECS_METADATA_DISABLED") || lookup.find("ecsRoleName")
      ? []
      : [metadataService(transport)]),
  ];
}

const oidcVariables = [
  "ALIBABA_CLOUD_ROLE_ARN",
  "ALIBABA_CLOUD_OIDC_PROVIDER_ARN",
  "ALIBABA_CLOUD_OIDC_TOKEN_FILE",
] as const;

/** The role that a pod of a cluster gets, for example, by the webhook of RRSA. */
function oidcOfEnvironment(lookup: Settings, transport: Transport): CredentialsSource {
  const [roleArn, providerArn, tokenFile] = oidcVariables.map((name) => lookup.getVariable(name));
  const from = oidcVariables.join(", ");
  if (!roleArn || !providerArn || !tokenFile) {
    // The role's variable alone is also that of other ways to a role.
    const isBegun = Boolean(providerArn || tokenFile);
    const absent = oidcVariables.filter((name) => !lookup.getVariable(name));
    const missing = isBegun ? `${absent.join(" and ")} is not set, though the others are` : "not set";
    return { name: `RAM role by OIDC (${from})`, load: async () => ({ missing }) };
  }
  const sessionName = lookup.valueOf("oidcRoleSessionName") ?? sessionDefaults.sessionName;
  const { sessionSeconds } = sessionDefaults;
  return oidcRoleSource(
    { roleArn, providerArn, tokenFile, sessionName, sessionSeconds, from, isFinal: false },
    transport,
  );
}

function profileOfCli(lookup: Settings, transport: Transport): CredentialsSource[] {
  const choice = currentProfile(lookup);
  if (chooseProfile(lookup)?.path === choice.path) return [];
  const source = profileSource(choice, transport, { withoutRole: false });
  return [
    {
      name: source.name,
      async load() {
        try {
          return await source.load();
        } catch (error) {
          if (error instanceof UnreadableFileError) return { missing: error.message };
          throw error;
        }
      },
    },
  ];
}

/** No answer means that the machine is no ECS instance, or one without a role. */
function metadataService(transport: Transport): CredentialsSource {
  const source = ecsRoleSource({ roleName: "", from: "default", isFinal: false }, transport);
  return {
    name: "RAM role of this ECS instance",
    async load() {
      try {
        return await source.load();
      } catch (error) {
        if (!(error instanceof SourceError)) throw error;
        const isSilent = error.cause instanceof TransportError;
        return { missing: isSilent ? "no metadata service answers" : error.message };
      }
    },
  };
}
