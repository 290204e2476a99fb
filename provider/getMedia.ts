import * as pulumi from "@pulumi/pulumi";
import { comparable } from "./lifecycle/coverUrl";
import { lookUpMedia, type MediaReference } from "./lifecycle/lookUpMedia";
import { checkMediaFile } from "./lifecycle/mediaFile";
import { type Checked, checkMediaId, checkRegion, reasonOf } from "./lifecycle/rules";
import { programConfiguration } from "./programConfig";
import { programService } from "./programService";

/** Which media: one of `mediaId` and `fileUrl`. */
export interface GetMediaArgs {
  /** The media's id: 32 characters of `0-9a-f`. */
  mediaId?: string | undefined;
  /**
   * The URL of the media's source file, `http:` and without a query, or `oss://<bucket>/<object>`. The service knows
   * files to the letter; where it does not know this one, the same URL with and without escapes is tried.
   */
  fileUrl?: string | undefined;
  /** The region where the media lives. Default: as for {@link MediaCoverArgs.region}. */
  region?: string | undefined;
}

/** The arguments of {@link getMediaOutput}; see {@link GetMediaArgs}. */
export type GetMediaOutputArgs = { [Name in keyof GetMediaArgs]: pulumi.Input<GetMediaArgs[Name]> };

/** What the service says of a media. */
export interface GetMediaResult {
  mediaId: string;
  /** The region that it was found in. */
  region: string;
  /** Empty for none. */
  title: string;
  /** `Initiated`, `UnPublish` or `Published`. */
  state: string;
  /** How long it plays; absent where the service has not analysed it (media without a workflow). */
  durationSeconds?: number;
  /** How large its source file is; absent where the service has not analysed it. */
  sizeBytes?: number;
  /** The cover that it has now, in canonical form and without what signs it; empty for none. */
  coverUrl: string;
  /** Where its source file is, as the service spells it. */
  fileUrl: string;
}

/**
 * Looks a media up while the program runs, in a preview too. Needs the configuration and credentials of the provider.
 * Media that are asked for at the same time travel together, ten in a call (`Promise.all`).
 *
 * @throws Error naming the media when there is none, and each argument that is wrong.
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
 * @example The cover that a media has now
 * ```ts
 * export const before = getMedia({ mediaId }).then((media) => media.coverUrl);
 * ```
 */
export async function getMedia(args: GetMediaArgs): Promise<GetMediaResult> {
  const { region, reference } = checkArguments(args);
  try {
    const media = await lookUpMedia(await programService(), region, reference);
    const { durationSeconds, sizeBytes, ...texts } = media;
    return {
      ...texts,
      region,
      coverUrl: comparable(media.coverUrl),
      ...(durationSeconds !== undefined && { durationSeconds }),
      ...(sizeBytes !== undefined && { sizeBytes }),
    };
  } catch (error) {
    throw error instanceof Error ? runError(`getMedia: ${error.message}`, error) : error;
  }
}

/**
 * The same with inputs, where an argument comes from a resource. While one is not known yet, in a preview, neither is the
 * result.
 *
 * @example The media of a file that the same program uploads
 * ```ts
 * const video = new alicloud.oss.BucketObject("video", { bucket: "videos", key: "trailer.mp4", source: "trailer.mp4" });
 * const media = getMediaOutput({ fileUrl: pulumi.interpolate`oss://videos/${video.key}` });
 * ```
 */
export function getMediaOutput(args: GetMediaOutputArgs): pulumi.Output<GetMediaResult> {
  const { mediaId, fileUrl, region } = args;
  return pulumi
    .all([mediaId, fileUrl, region])
    .apply(([knownId, knownFile, knownRegion]) =>
      getMedia({ mediaId: knownId, fileUrl: knownFile, region: knownRegion }),
    );
}

function checkArguments(args: GetMediaArgs): { region: string; reference: MediaReference } {
  const { mediaId, fileUrl } = args;
  const reasons: string[] = [];
  const valueOf = (name: keyof GetMediaArgs, checked: Checked): string => {
    if ("value" in checked) return checked.value;
    reasons.push(...checked.problems.map((problem) => `${name} ${reasonOf(problem, args[name])}`));
    return "";
  };
  const isByFile = mediaId === undefined && fileUrl !== undefined;
  if (mediaId !== undefined && fileUrl !== undefined)
    reasons.push("give one of mediaId and fileUrl, not both");
  const reference = isByFile
    ? { file: valueOf("fileUrl", checkMediaFile(fileUrl)) }
    : { mediaId: valueOf("mediaId", checkMediaId(mediaId)) };
  const region = valueOf("region", checkRegion(args.region, programConfiguration().defaultRegion()));
  if (reasons.length > 0) throw runError(`getMedia: ${reasons.join(". ")}`);
  return { region, reference };
}

/** Pulumi prints such an error as it is, without the program's stack. */
function runError(message: string, cause?: Error): pulumi.RunError {
  return new pulumi.RunError(message, { cause });
}
