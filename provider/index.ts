/**
 * Thumbnails (covers) of ApsaraVideo Media Processing as declared state.
 *
 * @packageDocumentation
 */
export { MediaCover, type MediaCoverArgs } from "./mediaCover";
export type { OnDelete } from "./lifecycle/resource";
export { version } from "./mps/version";
