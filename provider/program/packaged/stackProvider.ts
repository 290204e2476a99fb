import * as pulumi from "@pulumi/pulumi";
import { withOwnNames } from "../../config/ownNames";
import { configurationKeys } from "../../config/settings";
import { version } from "../../mps/version";
import { stackConfig } from "../internal/configuration";
import { packagedPackage, type ProviderSettings } from "../internal/explicitProvider";
import { inputsFrom } from "./provider";

/**
 * The provider of resources that name none, where the stack is configured with the keys of `@pulumi/alicloud`: Pulumi hands
 * a packaged provider its own namespace only. So a program that comes from the dynamic provider keeps its configuration.
 */
const providers = new WeakMap<pulumi.Resource, pulumi.ProviderResource>();

/** Keys whose values are kept as secrets in any case: whether the stack's configuration has them as such, nobody can ask. */
const secretKeys: ReadonlySet<string> = new Set([
  "alicloud:accessKey",
  "alicloud:secretKey",
  "alicloud:securityToken",
  "alicloud:assumeRole",
  "alicloud:assumeRoleWithOidc",
  "alicloud:credentialsUri",
]);

/**
 * That provider, one for each stack; `undefined` where the stack has none of these keys, as Pulumi's own default provider
 * then does.
 */
export function stackProvider(): pulumi.ProviderResource | undefined {
  const stack = pulumi.runtime.getStackResource();
  if (stack === undefined) return undefined;
  const known = providers.get(stack);
  if (known !== undefined) return known;
  const isNeeded = configurationKeys.some((key) => key.startsWith("alicloud:") && stackConfig(key));
  if (!isNeeded) return undefined;
  const provider = new StackProvider(configuredSettings());
  providers.set(stack, provider);
  return provider;
}

class StackProvider extends pulumi.ProviderResource {
  constructor(configured: ProviderSettings) {
    // FROZEN: it is in users' states. The engine takes a provider whose name begins so for one that it made itself, and shows
    // no row for it: sdk/go/common/providers/reference.go in pulumi/pulumi.
    super(packagedPackage, "default_configuration", inputsFrom(configured), { version });
  }
}

/** What the stack configures, under either namespace. */
function configuredSettings(): ProviderSettings {
  const getConfig = withOwnNames(stackConfig);
  const found = configurationKeys.flatMap((key) => {
    const value = getConfig(key);
    if (value === undefined || value === "") return [];
    return [[key, secretKeys.has(key) ? pulumi.secret(value) : value] as const];
  });
  return Object.fromEntries(found);
}
