import { join } from "node:path";
import { invalid } from "../cover/problem";
import { oidcRoleSource } from "../credentials/assumeRole";
import { type CredentialsSource, SourceError } from "../credentials/credentials";
import { instanceCredentials } from "../credentials/ecsRole";
import { chosenSource } from "../credentials/chosen";
import { profileSource } from "../credentials/profile";
import { UnreadableFileError } from "../credentials/profileFile";
import { sessionDefaults } from "../credentials/role";
import { TransportError } from "../mps/errors";
import type { Transport } from "../mps/ports";
import { chooseProfile, currentProfile, homeFolder } from "./profile";
import { isSet, type Settings } from "./settings";

/**
 * Where credentials are looked for when the configuration names no source: what this machine has. The places and their
 * order are those of the default chain of `@alicloud/credentials` (2.4.7, dist/src/providers/default.js). The chain itself
 * is not used: its errors do not name the place that failed, it bypasses proxies, and it repeats secrets. Its variables for
 * access keys and a credentials URI are sources that come before these.
 */
export function ambientSources(settings: Settings, transport: Transport): CredentialsSource[] {
  const isDisabled = (name: string): boolean => settings.getVariable(name)?.toLowerCase() === "true";
  const hasProfile =
    !isDisabled("ALIBABA_CLOUD_CLI_PROFILE_DISABLED") &&
    chooseProfile(settings)?.path !== currentProfile(settings).path;
  const hasInstance =
    !isDisabled("ALIBABA_CLOUD_ECS_METADATA_DISABLED") && settings.find("ecsRoleName") === undefined;
  return [
    oidcVariablesSource(settings, transport),
    ...(hasProfile ? [currentProfileSource(settings, transport)] : []),
    sdkFileSource(settings, transport),
    ...(hasInstance ? [instanceSource(transport)] : []),
  ];
}

const oidcVariables = [
  "ALIBABA_CLOUD_ROLE_ARN",
  "ALIBABA_CLOUD_OIDC_PROVIDER_ARN",
  "ALIBABA_CLOUD_OIDC_TOKEN_FILE",
] as const;

/** Variables that RRSA, for example, sets in the pods of a cluster. */
function oidcVariablesSource(settings: Settings, transport: Transport): CredentialsSource {
  const [roleArn, providerArn, tokenFile] = oidcVariables.map((name) => settings.getVariable(name));
  const from = oidcVariables.join(", ");
  if (!isSet(roleArn) || !isSet(providerArn) || !isSet(tokenFile)) {
    const missing = oidcVariables.filter((name) => !isSet(settings.getVariable(name)));
    // The role's variable alone may be meant for another way to assume it.
    const isIncomplete = isSet(providerArn) || isSet(tokenFile);
    const rule = isIncomplete ? `${missing.join(" and ")} is not set, though the others are` : "not set";
    return { name: `RAM role by OIDC (${from})`, load: async () => invalid(rule) };
  }
  const sessionName = settings.get("oidcRoleSessionName") ?? sessionDefaults.sessionName;
  const { sessionSeconds } = sessionDefaults;
  return oidcRoleSource(
    { roleArn, providerArn, tokenFile, sessionName, sessionSeconds, from, isFinal: false },
    transport,
  );
}

function currentProfileSource(settings: Settings, transport: Transport): CredentialsSource {
  const source = profileSource(currentProfile(settings), transport, { withoutRole: false });
  return absentIf(source, (error) => (error instanceof UnreadableFileError ? error.message : undefined));
}

function sdkFileSource(settings: Settings, transport: Transport): CredentialsSource {
  const path =
    settings.getVariable("ALIBABA_CLOUD_CREDENTIALS_FILE") ||
    join(homeFolder(settings), ".alibabacloud", "credentials");
  const section = settings.getVariable("ALIBABA_CLOUD_PROFILE") || "default";
  return {
    name: `section ${section} of ${path}`,
    async load() {
      const { loadSection } = await import("../credentials/credentialsFile.js");
      return loadSection({ path, section }, transport);
    },
  };
}

/** The metadata service: it does not answer on other machines, and refuses on an instance without a role. */
function instanceSource(transport: Transport): CredentialsSource {
  const chosen = { from: "metadata service", isFinal: false };
  const source = chosenSource("RAM role of this ECS instance", chosen, () =>
    instanceCredentials(undefined, transport),
  );
  return absentIf(source, (error) => {
    if (!(error instanceof SourceError)) return undefined;
    return error.cause instanceof TransportError ? "does not answer" : error.message;
  });
}

/** A source whose failure may only mean that the machine does not have it. */
function absentIf(
  { name, load }: CredentialsSource,
  reasonFor: (error: unknown) => string | undefined,
): CredentialsSource {
  return {
    name,
    async load() {
      try {
        return await load();
      } catch (error) {
        const reason = reasonFor(error);
        if (reason === undefined) throw error;
        return invalid(reason);
      }
    },
  };
}
