import { limits } from "./limits";
import type { Media, MediaAnswer } from "./media";

/** One way of asking the service for media: what their key is, how keys are sent, and how they come back. */
export interface MediaQuery {
  action: "QueryMediaList" | "QueryMediaListByURL";
  /** The parameter that holds the keys, separated by commas. */
  parameter: string;
  /** A key as it is sent; two that are sent alike are one. */
  encode: (key: string) => string;
  /** Longest list of keys, in bytes; a single key may be longer, and is for the service to refuse. */
  maxBytes: number;
  /** Whether a media of the answer is the one with this key. */
  hasKey: (media: Media, key: string) => boolean;
  /** The keys that no media has, as the service repeats them. */
  missing: (answer: MediaAnswer) => readonly string[];
  /** What stands before the keys in an error: "media 6cc3…". */
  noun: string;
}

/** QueryMediaList: media by their ids. */
export const byId: MediaQuery = {
  action: "QueryMediaList",
  parameter: "MediaIds",
  encode: (mediaId) => mediaId,
  maxBytes: Infinity,
  hasKey: (media, mediaId) => media.mediaId === mediaId,
  missing: (answer) => answer.NonExistMediaIds?.MediaId ?? [],
  noun: "media",
};

/**
 * QueryMediaListByURL: media by the URLs of their source files, which are sent as they are. Only a comma is escaped, as
 * commas separate them.
 */
export const byFile: MediaQuery = {
  action: "QueryMediaListByURL",
  parameter: "FileURLs",
  encode: escapeComma,
  maxBytes: limits.maxFileUrlsBytes,
  hasKey: (media, fileUrl) =>
    escapeComma(media.fileUrl) === escapeComma(fileUrl) || isSameFile(media, fileUrl),
  missing: (answer) => answer.NonExistFileURLs?.FileURL ?? [],
  noun: "the media of file",
};

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
