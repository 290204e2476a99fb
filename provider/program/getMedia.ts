import * as pulumi from "@pulumi/pulumi";
import { awaitSettings, eitherPackage, findExplicitProvider, getSettings } from "./internal/explicitProvider";
import { findMedia } from "../lookup/findMedia";
import { type Lookups, lookupsFor } from "./internal/lookups";

/** Which media: one of `mediaId` and `fileUrl`. */
export interface GetMediaArgs {
  /** The video's id: 32 characters of `0-9a-f`. */
  mediaId?: string | undefined;
  /**
   * The URL of the video's source file, `http:` and without a query, or `oss://<bucket>/<object>`. The service knows
   * files to the letter; where it does not know this one, the same URL with and without escapes is tried.
   */
  fileUrl?: string | undefined;
  /** The region where the video is. Default: as for {@link MediaCoverArgs.region}. */
  region?: string | undefined;
}

/** The arguments of {@link getMediaOutput}; see {@link GetMediaArgs}. */
export type GetMediaOutputArgs = { [Name in keyof GetMediaArgs]: pulumi.Input<GetMediaArgs[Name]> };

/** Whose account and settings a lookup uses. Pulumi's `InvokeOptions` fit. */
export interface GetMediaOptions {
  /** A {@link Provider}. Default that of `parent`, else the stack's configuration. */
  provider?: pulumi.ProviderResource | undefined;
  /** A resource or component whose provider is used, as its children use it. */
  parent?: pulumi.Resource | undefined;
}

/** What the service says of a video. */
export interface GetMediaResult {
  mediaId: string;
  /** The region that it was found in. */
  region: string;
  /** Empty for none. */
  title: string;
  /** `Initiated`, `UnPublish` or `Published`. */
  state: string;
  /** How long it plays; absent where the service has not analysed it (a video without a workflow). */
  durationSeconds?: number;
  /** How large its source file is; absent where the service has not analysed it. */
  sizeBytes?: number;
  /** The cover that it has now, in canonical form and without what signs it; empty for none. */
  coverUrl: string;
  /** Where its source file is, as the service spells it. */
  fileUrl: string;
}

/**
 * Looks a video up while the program runs, in a preview too. Needs the configuration and credentials of the provider.
 * Media that are asked for at the same time travel together, ten in a call (`Promise.all`).
 *
 * @param options Whose account is asked, where it is not the stack's.
 * @throws Error naming the video when there is none, and each argument that is wrong; and where the settings of the provider
 * come from a resource and are not known yet, in a preview.
 *
 * @example By its id
 * ```ts
 * const { title, durationSeconds } = await getMedia({ mediaId: "6cc3aa66d1cb4bb2adf14e726c0a0001" });
 * ```
 *
 * @example By its source file: the same catalogue in another region, where ids differ
 * ```ts
 * const { mediaId } = await getMedia({ fileUrl: "oss://videos-sg/trailer.mp4", region: "ap-southeast-1" });
 * ```
 *
 * @example In the account of an explicit provider
 * ```ts
 * const { title } = await getMedia({ mediaId }, { provider: studio });
 * ```
 *
 * @example The cover that a video has now
 * ```ts
 * export const before = getMedia({ mediaId }).then((media) => media.coverUrl);
 * ```
 */
export async function getMedia(args: GetMediaArgs, options: GetMediaOptions = {}): Promise<GetMediaResult> {
  const provider = findExplicitProvider("getMedia", options, eitherPackage);
  return telling(async () => lookUp(args, lookupsFor(provider, await awaitSettings(provider))));
}

/**
 * The same with inputs, where an argument, or a setting of the provider, comes from a resource. While one is not known yet,
 * in a preview, neither is the result.
 *
 * @example The video of a file that the same program uploads
 * ```ts
 * const video = new alicloud.oss.BucketObject("video", { bucket: "videos", key: "trailer.mp4", source: "trailer.mp4" });
 * const media = getMediaOutput({ fileUrl: pulumi.interpolate`oss://videos/${video.key}` });
 * ```
 */
export function getMediaOutput(
  { mediaId, fileUrl, region }: GetMediaOutputArgs,
  options: GetMediaOptions = {},
): pulumi.Output<GetMediaResult> {
  const provider = findExplicitProvider("getMediaOutput", options, eitherPackage);
  return pulumi
    .all([mediaId, fileUrl, region, getSettings(provider)])
    .apply(([knownId, knownFile, knownRegion, settings]) =>
      telling(() =>
        lookUp({ mediaId: knownId, fileUrl: knownFile, region: knownRegion }, lookupsFor(provider, settings)),
      ),
    );
}

async function lookUp(args: GetMediaArgs, { configuration, service }: Lookups): Promise<GetMediaResult> {
  return findMedia(args, { defaultRegion: configuration.defaultRegion, service });
}

/** Errors that say whose they are; Pulumi prints such ones as they are, without the program's stack. */
async function telling<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof Error
      ? new pulumi.RunError(`getMedia: ${error.message}`, { cause: error })
      : error;
  }
}
