/**
 * The covers of ApsaraVideo Media Processing through the packaged provider: the same names, arguments and functions as
 * `pulumi-mediacover`, so that a program moves from the one to the other by its import.
 *
 * @packageDocumentation
 */
import "../../host/requireNode";

export {
  getMedia,
  type GetMediaArgs,
  type GetMediaOptions,
  getMediaOutput,
  type GetMediaOutputArgs,
  type GetMediaResult,
} from "../getMedia";
export { loadManifest, type LoadManifestOptions } from "../../manifest/loadManifest";
export { type ManifestCoversOptions, type PictureUpload } from "../manifestCovers";
export { manifestCovers, type ManifestCovers } from "./manifestCovers";
export type { ManifestDefaults } from "../../manifest/manifestFiles";
export type { ManifestEntry, ManifestSnapshot } from "../../manifest/entry";
export type { ManifestPicture } from "../../manifest/pictures";
export { ManifestError, type ManifestProblem, type Position } from "../../manifest/problem";
export type { MediaReference } from "../../lookup/lookUpMedia";
export { type CoverSnapshotArgs } from "../coverSnapshot";
export { CoverSnapshot } from "./coverSnapshot";
export { type MediaCoverArgs } from "../mediaCover";
export { MediaCover } from "./mediaCover";
export { type MediaCoverSetArgs } from "../mediaCoverSet";
export { MediaCoverSet } from "./mediaCoverSet";
export { type AssumeRoleArgs, type AssumeRoleWithOidcArgs, type ProviderArgs } from "../provider";
export { Provider } from "./provider";
export type { FailureRecord } from "../../lifecycle/set/failures";
export type { OnDelete } from "../../cover/rules";
export type { FrameType } from "../../cover/snapshotRules";
export { version } from "../../mps/version";
