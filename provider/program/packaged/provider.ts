import * as pulumi from "@pulumi/pulumi";
import { version } from "../../mps/version";
import { recordSettings, packagedPackage, type ProviderSettings } from "../internal/explicitProvider";
import { type ProviderArgs, settingsFrom } from "../provider";

/**
 * Another account, region or endpoint than that of the stack's configuration, through the packaged provider: see the class of
 * the same name of `pulumi-mediacover`.
 */
export class Provider extends pulumi.ProviderResource {
  /** @param name The resource's name in the program. */
  constructor(name: string, args: ProviderArgs = {}, opts: pulumi.ResourceOptions = {}) {
    const settings = settingsFrom(args);
    super(packagedPackage, name, inputsFrom(settings), { version, ...opts });
    recordSettings(this, settings);
  }
}

/** Settings as the packaged provider takes them: by their names without a namespace. What is its own, it works out itself. */
export function inputsFrom(settings: ProviderSettings): ProviderSettings {
  const { "mediacover:ownCredentials": _worksOut, ...others } = settings;
  return Object.fromEntries(Object.entries(others).map(([key, value]) => [key.replace(/^.*:/, ""), value]));
}
