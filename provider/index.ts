/**
 * Thumbnails (covers) of ApsaraVideo Media Processing as declared state.
 *
 * @packageDocumentation
 */
import "./host/requireNode";

export {
  getMedia,
  type GetMediaArgs,
  type GetMediaOptions,
  getMediaOutput,
  type GetMediaOutputArgs,
  type GetMediaResult,
} from "./program/getMedia";
export { loadManifest } from "./program/loadManifest";
export type { LoadManifestOptions } from "./manifest/loadManifest";
export {
  manifestCovers,
  type ManifestCovers,
  type ManifestCoversOptions,
  type PictureUpload,
} from "./program/manifestCovers";
export type { ManifestDefaults } from "./manifest/manifestFiles";
export type { ManifestEntry, ManifestSnapshot } from "./manifest/entry";
export type { ManifestPicture } from "./manifest/pictures";
export { ManifestError, type ManifestProblem, type Position } from "./manifest/problem";
export type { MediaReference } from "./lookup/lookUpMedia";
export { CoverSnapshot, type CoverSnapshotArgs } from "./program/coverSnapshot";
export { MediaCover, type MediaCoverArgs } from "./program/mediaCover";
export { MediaCoverSet, type MediaCoverSetArgs } from "./program/mediaCoverSet";
export {
  type AssumeRoleArgs,
  type AssumeRoleWithOidcArgs,
  Provider,
  type ProviderArgs,
} from "./program/provider";
export type { FailureRecord } from "./lifecycle/set/failures";
export type { Problem } from "./cover/problem";
export type { OnDelete } from "./cover/rules";
export type { FrameType } from "./cover/snapshotRules";
export { version } from "./mps/version";
