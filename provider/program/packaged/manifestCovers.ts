import { packagedPackage } from "../internal/explicitProvider";
import { ManifestCovers as Covers, type ManifestCoversOptions } from "../manifestCovers";
import { CoverSnapshot } from "./coverSnapshot";
import { MediaCover } from "./mediaCover";
import { MediaCoverSet } from "./mediaCoverSet";

const packagedClasses = { packageName: packagedPackage, MediaCover, MediaCoverSet, CoverSnapshot };

/** The covers of a manifest: a component with the resources of this module. */
export type ManifestCovers = Covers<MediaCover, MediaCoverSet>;

/**
 * Declares the covers of a manifest through the packaged provider: see the function of the same name of `pulumi-mediacover`.
 *
 * @throws ManifestError with everything that is wrong, each with file, line and column.
 */
export function manifestCovers(
  name: string,
  path: string,
  options: ManifestCoversOptions = {},
): ManifestCovers {
  return new Covers(name, path, options, packagedClasses);
}
