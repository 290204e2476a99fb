import type { CredentialsSource } from "../credentials/credentials";
import type { Transport } from "../mps/ports";
import { ecsRoleSource } from "../credentials/ecsRole";
import { profileSource } from "../credentials/profile";
import { oidcRoleSource, onTopOf } from "../credentials/role";
import { uriSource } from "../credentials/uri";
import { accessKeySources } from "./accessKeys";
import { ambientSources } from "./ambientSources";
import { chooseProfile } from "./profile";
import { readAssumeRole, readAssumeRoleWithOidc } from "./roles";
import { isCommonName, settings, type Settings } from "./settings";

/**
 * Where credentials are looked for, in the order of `@pulumi/alicloud` (repository aliyun/terraform-provider-alicloud,
 * alicloud/provider.go, `providerConfigure`): access keys, the CLI's profile, a credentials URI, the role of an ECS
 * instance, a role by OIDC; then, what it does not have, whatever the machine offers. The credentials found assume
 * `alicloud:assumeRole`, where that is set.
 *
 * Unlike there, a source that was asked for by name and fails ends the search, as the next one may be another account's.
 *
 * @throws ConfigurationError
 */
export function credentialsSources(lookup: Settings, transport: Transport): CredentialsSource[] {
  const [profile, uri, ecsRole] = [
    chooseProfile(lookup),
    lookup.find("credentialsUri"),
    lookup.find("ecsRoleName"),
  ];
  const oidcRole = readAssumeRoleWithOidc(lookup);
  const role = readAssumeRole(lookup);
  const sources: CredentialsSource[] = [
    ...accessKeySources(lookup),
    // As in @pulumi/alicloud, alicloud:assumeRole stands in for the role of a profile, and is not taken on after it.
    ...(profile ? [profileSource(profile, transport, { withoutRole: role !== undefined })] : []),
    ...(uri ? [uriSource({ uri: uri.value, ...origin(uri.name) }, transport)] : []),
    ...(ecsRole ? [ecsRoleSource({ roleName: ecsRole.value, ...origin(ecsRole.name) }, transport)] : []),
    ...(oidcRole
      ? [oidcRoleSource({ ...oidcRole, from: settings.assumeRoleWithOidc.key, isFinal: true }, transport)]
      : []),
    ...ambientSources(lookup, transport),
  ];
  return role === undefined
    ? sources
    : sources.map((source) => onTopOf(source, { ...role, from: settings.assumeRole.key }, transport));
}

const origin = (name: string) => ({ from: name, isFinal: !isCommonName(name) });
