import * as pulumi from "@pulumi/pulumi";
import { version } from "../../mps/version";
import { findExplicitProvider, packagedPackage } from "../internal/explicitProvider";
import { stackProvider } from "./stackProvider";

/**
 * The options of a resource of the packaged provider.
 *
 * @param dynamicType What the dynamic provider calls it: a stack that comes from there keeps its resources.
 * @throws Error for another package's provider.
 */
export function packagedOptions(
  name: string,
  opts: pulumi.CustomResourceOptions,
  dynamicType: string,
): pulumi.CustomResourceOptions {
  const provider = findExplicitProvider(`"${name}"`, opts, [packagedPackage]) ?? stackProvider();
  return {
    version,
    deleteBeforeReplace: true,
    ...opts,
    aliases: [...(opts.aliases ?? []), { type: dynamicType }],
    ...(provider !== undefined && { provider }),
  };
}
