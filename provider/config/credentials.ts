import type { CredentialsSource } from "../credentials/credentials";
import type { Transport } from "../mps/ports";
import { ecsRoleSource } from "../credentials/ecsRole";
import { profileSource } from "../credentials/profile";
import { oidcRoleSource, thenAssumeRole } from "../credentials/assumeRole";
import { uriSource } from "../credentials/uri";
import { accessKeySources } from "./accessKeys";
import { ambientSources } from "./ambientSources";
import { chooseProfile } from "./profile";
import { readAssumeRole, readAssumeRoleWithOidc } from "./roles";
import { isCommonName, settingNames, type Settings } from "./settings";

/**
 * Where credentials are looked for, in the order of `@pulumi/alicloud` (repository aliyun/terraform-provider-alicloud,
 * alicloud/provider.go, `providerConfigure`): access keys, the CLI's profile, a credentials URI, the role of an ECS
 * instance, a role by OIDC. What this machine has comes last; that provider does not look there. If `alicloud:assumeRole` is
 * set, the credentials found assume that role.
 *
 * Unlike in that provider, a source that the user names and that fails ends the search: the next one may be another account's.
 *
 * @throws ConfigurationError
 */
export function credentialsSources(settings: Settings, transport: Transport): CredentialsSource[] {
  const [profile, uri, ecsRole] = [
    chooseProfile(settings),
    settings.find("credentialsUri"),
    settings.find("ecsRoleName"),
  ];
  const oidcRole = readAssumeRoleWithOidc(settings);
  const role = readAssumeRole(settings);
  const sources: CredentialsSource[] = [
    ...accessKeySources(settings),
    // As in @pulumi/alicloud, alicloud:assumeRole replaces the role of a profile and is not assumed after it.
    ...(profile ? [profileSource(profile, transport, { withoutRole: role !== undefined })] : []),
    ...(uri ? [uriSource({ uri: uri.value, ...origin(uri.name) }, transport)] : []),
    ...(ecsRole ? [ecsRoleSource({ roleName: ecsRole.value, ...origin(ecsRole.name) }, transport)] : []),
    ...(oidcRole
      ? [oidcRoleSource({ ...oidcRole, from: settingNames.assumeRoleWithOidc.key, isFinal: true }, transport)]
      : []),
    ...ambientSources(settings, transport),
  ];
  return role === undefined
    ? sources
    : sources.map((source) =>
        thenAssumeRole(source, { ...role, from: settingNames.assumeRole.key }, transport),
      );
}

const origin = (name: string) => ({ from: name, isFinal: !isCommonName(name) });
