import * as pulumi from "@pulumi/pulumi";

/** What the program knows of explicit providers: their settings, and which of them is whose. */

/** The package of dynamic resources, whose providers these are. FROZEN: it is part of their URNs in users' states. */
export const dynamicPackage = "pulumi-nodejs";
/** The package of the packaged provider's resources. FROZEN, as above. */
export const packagedPackage = "mediacover";
/** For whoever only looks something up: a provider's settings are the same whichever package it is of. */
export const eitherPackage = [dynamicPackage, packagedPackage] as const;

/** The settings of a provider, under the names of the stack's configuration. */
export type ProviderSettings = Readonly<Record<string, pulumi.Input<string | undefined>>>;

/** The same, once they are known. */
export type KnownSettings = Readonly<Record<string, unknown>>;

const kept = new WeakMap<pulumi.ProviderResource, ProviderSettings>();

/** Notes the settings that a provider was made with. */
export function keepSettings(provider: pulumi.ProviderResource, settings: ProviderSettings): void {
  kept.set(provider, settings);
}

/** What decides on the default region of a provider's resources. Nothing for a provider that is not ours. */
export function placeOf(provider: pulumi.ProviderResource): ProviderSettings {
  const names = [
    "alicloud:region",
    "alicloud:profile",
    "alicloud:sharedCredentialsFile",
    "mediacover:ownCredentials",
  ] as const;
  const settings = kept.get(provider) ?? {};
  return Object.fromEntries(names.map((name) => [name, settings[name]]));
}

/**
 * All settings of a provider; nothing for none. What is looked up by them is no secret for that, so this is none.
 *
 * @throws Error for one that was not made by `Provider`, whose settings nobody knows.
 */
export function settingsOf(
  provider: pulumi.ProviderResource | undefined,
): pulumi.Output<KnownSettings | undefined> {
  if (provider === undefined) return pulumi.output(undefined);
  const settings = kept.get(provider);
  if (settings !== undefined) return pulumi.unsecret(pulumi.output(settings));
  throw new Error(
    "nothing is known of the settings of its provider: make it with `new mediacover.Provider(…)` of the pulumi-mediacover that is used here",
  );
}

/**
 * The same for whoever cannot wait for what a preview does not know.
 *
 * @throws Error for settings that are not known yet.
 */
export async function knownSettingsOf(
  provider: pulumi.ProviderResource | undefined,
): Promise<KnownSettings | undefined> {
  if (provider === undefined) return undefined;
  const serialized = await pulumi.runtime.serializeProperties("provider", { settings: settingsOf(provider) });
  const settings: unknown = serialized["settings"];
  if (settings !== pulumi.runtime.unknownValue) return { ...Object(settings) };
  throw new Error(
    "the settings of its provider come from a resource, and are not known yet in this preview: use getMediaOutput, whose result is then not known yet either",
  );
}

/**
 * The provider that a resource or a lookup was given by its options, or by those of its parents.
 *
 * @param who Whose options they are, for errors.
 * @param packages The packages that it may be of. Default: that of dynamic resources.
 * @throws Error for the provider of another package: Pulumi would pass it over, and use the stack's account instead.
 */
export function explicitProvider(
  who: string,
  {
    provider,
    parent,
  }: { provider?: pulumi.ProviderResource | undefined; parent?: pulumi.Resource | undefined },
  packages: readonly string[] = [dynamicPackage],
): pulumi.ProviderResource | undefined {
  if (provider === undefined) {
    // The SDK asks by the type of a resource, and looks at its first part only.
    const inherited = packages.map((name) => parent?.getProvider(`${name}:index:Resource`));
    return inherited.find((each) => each !== undefined);
  }
  const packageName: unknown =
    "getPackage" in provider && typeof provider.getPackage === "function"
      ? provider.getPackage()
      : packages[0];
  if (packages.some((name) => name === packageName)) return provider;
  throw new Error(
    `${who}: the option provider names a provider of ${String(packageName)}, which would be passed over; make one with \`new mediacover.Provider(…)\` from the same settings`,
  );
}
