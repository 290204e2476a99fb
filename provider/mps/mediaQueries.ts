import { queryMediaAnswer } from "./answer";
import type { BatchQuery, Finding } from "./batchReader";
import { limits } from "./limits";
import { type Media, type MediaAnswer, readMedia } from "./media";

/** One way of asking the service for media. */
type MediaQuery = BatchQuery<MediaAnswer, Media>;

/** QueryMediaList: media by their ids. */
export const byId: MediaQuery = {
  action: "QueryMediaList",
  parameter: "MediaIds",
  encode: (mediaId) => mediaId,
  maxBytes: Infinity,
  answer: queryMediaAnswer,
  find: (answer, mediaId) =>
    findMedia(
      answer,
      (media) => media.mediaId === mediaId,
      answer.NonExistMediaIds?.MediaId?.includes(mediaId),
    ),
  noun: "video",
};

/**
 * QueryMediaListByURL: videos by the URLs of their source files, which are sent as they are. Only commas are escaped, because
 * commas separate the URLs.
 */
export const byFile: MediaQuery = {
  action: "QueryMediaListByURL",
  parameter: "FileURLs",
  encode: escapeComma,
  maxBytes: limits.maxFileUrlsBytes,
  answer: queryMediaAnswer,
  find: (answer, fileUrl) =>
    findMedia(
      answer,
      (media) => escapeComma(media.fileUrl) === escapeComma(fileUrl) || isSameFile(media, fileUrl),
      answer.NonExistFileURLs?.FileURL?.some((url) => url === fileUrl || url === escapeComma(fileUrl)),
    ),
  noun: "the video of file",
};

/**
 * @param hasKey Whether a video of the answer is the wanted one.
 * @param isMissing Whether the answer says that the wanted one does not exist.
 */
function findMedia(
  answer: MediaAnswer,
  hasKey: (media: Media) => boolean,
  isMissing: boolean | undefined,
): Finding<Media> | undefined {
  const found = readMedia(answer).find(hasKey);
  if (found === undefined) return isMissing === true ? { exists: false } : undefined;
  const { isDeleted, ...item } = found;
  return isDeleted ? { exists: false } : { exists: true, item };
}

function escapeComma(url: string): string {
  return url.replaceAll(",", "%2C");
}

/** The service may spell the URL in another way than it was asked for: its samples show `:` as `%3A`. */
function isSameFile({ fileUrl }: Media, asked: string): boolean {
  return decoded(fileUrl) === decoded(asked);
}

function decoded(url: string): string {
  try {
    return decodeURIComponent(url);
  } catch {
    return url;
  }
}
