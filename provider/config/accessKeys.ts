import type { CredentialsSource } from "../credentials/credentials";
import { isSet, settings, type Settings } from "./settings";

/** The names of an access key's id, its secret and its token in one place. */
type KeyNames = readonly [id: string, secret: string, token: string];

/**
 * Access keys that are written down as they are: first those that one place holds whole, then one whose halves are in
 * different places.
 *
 * `@pulumi/alicloud` takes each of id, secret and token from the first place that has it. That makes pairs that do not
 * belong together where two places hold a whole key each, or where a token of another key is left in the environment:
 * here, what one place holds belongs together.
 */
export function accessKeySources(lookup: Settings): CredentialsSource[] {
  const configured = [
    settings.accessKey.key,
    settings.secretKey.key,
    settings.securityToken.key,
  ] as const satisfies KeyNames;
  const ofEnvironment = settings.accessKey.environment.map((id, index): KeyNames => {
    const [secret, token] = [settings.secretKey, settings.securityToken].map(
      ({ environment }) => environment[index] ?? "",
    );
    return [id, secret ?? "", token ?? ""];
  });
  const ofConfiguration = pairSource("configuration", configured, (key) => lookup.getConfig(key));
  if (lookup.ignoresEnvironment("accessKey")) return [ofConfiguration];
  return [
    ofConfiguration,
    ...ofEnvironment.map((names) => pairSource("environment", names, (name) => lookup.getVariable(name))),
    halvesSource(lookup),
  ];
}

/** Whether access keys are written down somewhere, so that no other source is asked. */
export function hasKeyPair(lookup: Settings): boolean {
  return lookup.find("accessKey") !== undefined && lookup.find("secretKey") !== undefined;
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
        return { accessKeyId, accessKeySecret, securityToken: get(token) };
      if (isSet(accessKeyId)) return { missing: `${secret} is not set, though ${id} is` };
      return { missing: isSet(accessKeySecret) ? `${id} is not set, though ${secret} is` : "not set" };
    },
  };
}

/** An id here and a secret there, such as `alicloud:accessKey` in the stack's file and the secret in the environment. */
function halvesSource(lookup: Settings): CredentialsSource {
  return {
    name: "id and secret in different places",
    async load() {
      const [id, secret] = [lookup.find("accessKey"), lookup.find("secretKey")];
      if (id === undefined || secret === undefined) return { missing: "not set" };
      const securityToken = lookup.valueOf("securityToken");
      return { accessKeyId: id.value, accessKeySecret: secret.value, securityToken };
    },
  };
}
