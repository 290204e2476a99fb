import { invalid, valid } from "../cover/problem";
import type { CredentialsSource } from "../credentials/credentials";
import { isSet, settingNames, type Settings } from "./settings";

/** The names under which one place holds an access key's id, secret and token. */
type KeyNames = readonly [id: string, secret: string, token: string];

/**
 * Access keys in the configuration and the environment: first those that one place holds whole, then one whose halves are in
 * different places.
 *
 * `@pulumi/alicloud` takes each of id, secret and token from the first place that has it. If two places hold a whole key
 * each, or if the environment holds the token of another key, that combines parts of different keys. Here, the parts of a key
 * come from one place.
 */
export function accessKeySources(settings: Settings): CredentialsSource[] {
  const configured = [
    settingNames.accessKey.key,
    settingNames.secretKey.key,
    settingNames.securityToken.key,
  ] as const satisfies KeyNames;
  const environmentNames = settingNames.accessKey.environment.map((id, index): KeyNames => {
    const [secret, token] = [settingNames.secretKey, settingNames.securityToken].map(
      ({ environment }) => environment[index] ?? "",
    );
    return [id, secret ?? "", token ?? ""];
  });
  const configurationSource = pairSource("configuration", configured, (key) => settings.getConfig(key));
  if (settings.ignoresEnvironment("accessKey")) return [configurationSource];
  return [
    configurationSource,
    ...environmentNames.map((names) =>
      pairSource("environment", names, (name) => settings.getVariable(name)),
    ),
    halvesSource(settings),
  ];
}

/** Whether an access key is set, so that no other source is asked. */
export function hasKeyPair(settings: Settings): boolean {
  return settings.find("accessKey") !== undefined && settings.find("secretKey") !== undefined;
}

function pairSource(
  place: string,
  [id, secret, token]: KeyNames,
  get: (name: string) => string | undefined,
): CredentialsSource {
  return {
    name: `${place} (${id}, ${secret})`,
    async load() {
      const [accessKeyId, accessKeySecret] = [get(id), get(secret)];
      if (isSet(accessKeyId) && isSet(accessKeySecret))
        return valid({ accessKeyId, accessKeySecret, securityToken: get(token) });
      if (isSet(accessKeyId)) return invalid(`${secret} is not set, though ${id} is`);
      return invalid(isSet(accessKeySecret) ? `${id} is not set, though ${secret} is` : "not set");
    },
  };
}

/** An id and a secret in different places, such as `alicloud:accessKey` in the stack's file and the secret in the environment. */
function halvesSource(settings: Settings): CredentialsSource {
  return {
    name: "id and secret in different places",
    async load() {
      const [id, secret] = [settings.find("accessKey"), settings.find("secretKey")];
      if (id === undefined || secret === undefined) return invalid("not set");
      const securityToken = settings.get("securityToken");
      return valid({ accessKeyId: id.value, accessKeySecret: secret.value, securityToken });
    },
  };
}
