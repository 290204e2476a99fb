import * as pulumi from "@pulumi/pulumi";

/** What the program knows of its explicit providers: the settings of each, and which resource uses which. */

/** The package of dynamic resources, whose providers these are. FROZEN: it is part of their URNs in users' states. */
export const dynamicPackage = "pulumi-nodejs";
/** The package of the packaged provider's resources. FROZEN, as above. */
export const packagedPackage = "mediacover";
/** For lookups: a provider has the same settings, whichever package it is of. */
export const eitherPackage = [dynamicPackage, packagedPackage] as const;

/** The settings of a provider, by their keys in the stack's configuration. */
export type ProviderSettings = Readonly<Record<string, pulumi.Input<string | undefined>>>;

/** The same, with their values. */
export type KnownSettings = Readonly<Record<string, unknown>>;

const settingsByProvider = new WeakMap<pulumi.ProviderResource, ProviderSettings>();

/** Records the settings that a provider is made with. */
export function recordSettings(provider: pulumi.ProviderResource, settings: ProviderSettings): void {
  settingsByProvider.set(provider, settings);
}

/** The settings that decide the default region of a provider's resources. None for a provider that is not ours. */
export function regionSettings(provider: pulumi.ProviderResource | undefined): ProviderSettings {
  const settings = provider && settingsByProvider.get(provider);
  const keys = [
    "alicloud:region",
    "alicloud:profile",
    "alicloud:sharedCredentialsFile",
    "mediacover:ownCredentials",
  ];
  return Object.fromEntries(keys.map((key) => [key, settings?.[key]]));
}

/**
 * All settings of a provider; undefined for the default provider. Not secret, because what is looked up with them is not.
 *
 * @throws Error if the provider was not made by `Provider`, because its settings are unknown.
 */
export function getSettings(
  provider: pulumi.ProviderResource | undefined,
): pulumi.Output<KnownSettings | undefined> {
  if (provider === undefined) return pulumi.output(undefined);
  const settings = settingsByProvider.get(provider);
  if (settings !== undefined) return pulumi.unsecret(pulumi.output(settings));
  throw new Error(
    "the settings of its provider are unknown: make the provider with `new mediacover.Provider(…)` of the same pulumi-mediacover",
  );
}

/**
 * The same as a promise, for callers that cannot return an unknown output.
 *
 * @throws Error if the settings are unknown in this preview.
 */
export async function awaitSettings(
  provider: pulumi.ProviderResource | undefined,
): Promise<KnownSettings | undefined> {
  if (provider === undefined) return undefined;
  const serialized = await pulumi.runtime.serializeProperties("provider", {
    settings: getSettings(provider),
  });
  const settings: unknown = serialized["settings"];
  if (settings !== pulumi.runtime.unknownValue) return { ...Object(settings) };
  throw new Error(
    "the settings of its provider come from a resource, and are not known yet in this preview: use getMediaOutput, whose result is then not known yet either",
  );
}

/**
 * The provider that a resource or a lookup gets from its options or its parents; undefined for the default provider.
 *
 * @param who Whose options they are, for errors.
 * @param packages The packages that the provider may be of. Default: that of dynamic resources.
 * @throws Error if the provider is of another package. Pulumi would ignore it, and use the stack's account instead.
 */
export function findExplicitProvider(
  who: string,
  {
    provider,
    parent,
  }: { provider?: pulumi.ProviderResource | undefined; parent?: pulumi.Resource | undefined },
  packages: readonly string[] = [dynamicPackage],
): pulumi.ProviderResource | undefined {
  if (provider === undefined) {
    // The SDK asks for the type of a resource, and looks at its first part only.
    const inherited = packages.map((name) => parent?.getProvider(`${name}:index:Resource`));
    return inherited.find((each) => each !== undefined);
  }
  const packageName: unknown =
    "getPackage" in provider && typeof provider.getPackage === "function"
      ? provider.getPackage()
      : packages[0];
  if (packages.some((name) => name === packageName)) return provider;
  throw new Error(
    `${who}: the option provider names a provider of ${String(packageName)}, which Pulumi would ignore; make one with \`new mediacover.Provider(…)\` from the same settings`,
  );
}
