import { mediaIdPattern, type Media } from "../media/media";
import { serviceError } from "../serviceError";
import type { Action, ActionContext, WireObject } from "./action";
import { checkFileUrl } from "./fileUrl";
import { queriedMediaView } from "./mediaView";
import { optionalBoolean, requiredList } from "./parameters";

/** QueryMediaList: up to ten media by id. */
export const queryMediaList: Action = (context) => {
  const mediaIds = requiredList(context, "MediaIds");
  const { behaviour, media, region } = context;
  if (
    behaviour.malformedMediaIdInQueries !== "NonExist" &&
    !mediaIds.every((mediaId) => mediaIdPattern.test(mediaId))
  ) {
    throw serviceError(behaviour.malformedMediaIdInQueries, "MediaIds");
  }
  const { mediaList, missing } = query(context, mediaIds, (mediaId) => media.visible(region, mediaId));
  return {
    MediaList: mediaList,
    NonExistMediaIds: missing === undefined ? undefined : { MediaId: missing },
  };
};

/** QueryMediaListByURL: up to ten media by the URL of their input file, which must match to the letter. */
export const queryMediaListByUrl: Action = (context) => {
  const fileUrls = requiredList(context, "FileURLs");
  const { media, region } = context;
  for (const fileUrl of fileUrls) {
    checkFileUrl(fileUrl, "FileURLs");
  }
  const { mediaList, missing } = query(context, fileUrls, (fileUrl) => {
    const found = media.ofFile(region, fileUrl);
    return found === undefined ? undefined : media.visible(region, found.mediaId);
  });
  return {
    MediaList: mediaList,
    NonExistFileURLs: missing === undefined ? undefined : { FileURL: missing },
  };
};

/** Looks up each key. `missing` is undefined if the answer has no such list. */
function query(
  context: ActionContext,
  asked: readonly string[],
  lookUp: (key: string) => Media | undefined,
): { mediaList: WireObject; missing: readonly string[] | undefined } {
  const { behaviour, now } = context;
  const keys = behaviour.repeatedIds === "once" ? [...new Set(asked)] : asked;
  const results = keys.map((key) => ({ key, media: shown(lookUp(key), context) }));
  const found = results.flatMap(({ media }) => media ?? []);
  if (behaviour.mediaOrder === "byMediaId") {
    found.sort((left, right) => (left.mediaId < right.mediaId ? -1 : 1));
  }
  const missing = results.filter(({ media }) => media === undefined).map(({ key }) => key);
  const details = includedDetails(context);
  return {
    mediaList: {
      Media: found.map((media) => Object.assign(queriedMediaView(media, behaviour, now), details)),
    },
    missing: missing.length === 0 && behaviour.nonExistList === "absent" ? undefined : missing,
  };
}

function shown(media: Media | undefined, { behaviour }: ActionContext): Media | undefined {
  const isHidden = media?.publishState === "Deleted" && behaviour.deletedMediaInQueries === "NonExist";
  return isHidden ? undefined : media;
}

/**
 * What the Include… parameters ask for. All of it is empty, because the emulator's videos were never analysed or played.
 */
function includedDetails(context: ActionContext): WireObject {
  const details: WireObject = {
    MediaInfo: { Format: {}, Streams: {} },
    PlayList: { Play: [] },
    SnapshotList: { Snapshot: [] },
    SummaryList: { Summary: [] },
  };
  return Object.fromEntries(
    Object.entries(details).filter(([name]) => optionalBoolean(context, `Include${name}`) === true),
  );
}
