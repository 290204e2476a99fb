/**
 * Thumbnails (covers) of ApsaraVideo Media Processing as declared state.
 *
 * @packageDocumentation
 */
export { MediaCover, type MediaCoverArgs } from "./mediaCover";
export { MediaCoverSet, type MediaCoverSetArgs } from "./mediaCoverSet";
export {
  type AssumeRoleArgs,
  type AssumeRoleWithOidcArgs,
  Provider,
  type ProviderArgs,
} from "./providerResource";
export type { FailureRecord } from "./lifecycle/set/failures";
export type { OnDelete } from "./lifecycle/resource";
export { version } from "./mps/version";
