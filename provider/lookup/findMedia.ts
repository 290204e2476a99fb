import { canonicalLiveUrl } from "../cover/liveCoverUrl";
import { checkMediaFile } from "../cover/mediaFile";
import { at, describeProblems, type Problem, type Result } from "../cover/problem";
import { checkMediaId, checkRegion } from "../cover/rules";
import type { MediaService } from "../mps/client";
import type { Media } from "../mps/media";
import { lookUpMedia, type MediaReference } from "./lookUpMedia";

/** Where videos are looked up. */
export interface Lookups {
  /** The region of lookups that name none. */
  defaultRegion: () => Result<string>;
  /** @throws ConfigurationError if a proxy is set wrong. */
  service: () => Promise<MediaService>;
}

/** The arguments of `getMedia`, as a program gives them. */
export type MediaArguments = Readonly<Partial<Record<"mediaId" | "fileUrl" | "region", unknown>>>;

/** A video as programs see it: without what the service does not know, and with its cover in canonical form. */
export interface FoundMedia extends Omit<Media, "durationSeconds" | "sizeBytes"> {
  region: string;
  durationSeconds?: number;
  sizeBytes?: number;
}

/**
 * Looks a video up by its id or its source file.
 *
 * @throws Error with everything that is wrong with the arguments; MediaNotFoundError, NoMediaOfFileError, and everything that
 * the client throws.
 */
export async function findMedia(args: MediaArguments, lookups: Lookups): Promise<FoundMedia> {
  const { region, reference } = checkArguments(args, lookups.defaultRegion());
  const media = await lookUpMedia(await lookups.service(), region, reference);
  const { durationSeconds, sizeBytes, ...texts } = media;
  return {
    ...texts,
    region,
    coverUrl: canonicalLiveUrl(media.coverUrl),
    ...(durationSeconds !== undefined && { durationSeconds }),
    ...(sizeBytes !== undefined && { sizeBytes }),
  };
}

function checkArguments(
  args: MediaArguments,
  defaultRegion: Result<string>,
): { region: string; reference: MediaReference } {
  const { mediaId, fileUrl } = args;
  const problems: Problem[] = [];
  const takeValue = (name: keyof MediaArguments, result: Result<string>): string => {
    const checked = at([name], result);
    if (checked.ok) return checked.value;
    problems.push(...checked.problems);
    return "";
  };
  const isByFile = mediaId === undefined && fileUrl !== undefined;
  if (mediaId !== undefined && fileUrl !== undefined)
    problems.push({ path: [], rule: "give one of mediaId and fileUrl, not both" });
  const reference = isByFile
    ? { file: takeValue("fileUrl", checkMediaFile(fileUrl)) }
    : { mediaId: takeValue("mediaId", checkMediaId(mediaId)) };
  const region = takeValue("region", checkRegion(args.region, defaultRegion));
  if (problems.length > 0) throw new Error(describeProblems(problems));
  return { region, reference };
}
