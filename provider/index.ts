/**
 * Thumbnails (covers) of ApsaraVideo Media Processing as declared state.
 *
 * @packageDocumentation
 */
export {
  getMedia,
  type GetMediaArgs,
  getMediaOutput,
  type GetMediaOutputArgs,
  type GetMediaResult,
} from "./getMedia";
export { MediaCover, type MediaCoverArgs } from "./mediaCover";
export { MediaCoverSet, type MediaCoverSetArgs } from "./mediaCoverSet";
export type { FailureRecord } from "./lifecycle/set/failures";
export type { OnDelete } from "./lifecycle/resource";
export { version } from "./mps/version";
