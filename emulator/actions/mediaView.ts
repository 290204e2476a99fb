import { randomBytes } from "node:crypto";
import type { Behaviour } from "../behaviour";
import type { Media } from "../media/media";
import type { WireObject } from "./action";

/** A video as answers show it; what is unset is left out. */
export function mediaView(media: Media): WireObject {
  return {
    MediaId: media.mediaId,
    Title: media.title,
    Description: media.description,
    CoverURL: media.cover,
    CateId: media.categoryId,
    Tags: media.tags === undefined ? undefined : { Tag: media.tags },
    File: { URL: media.fileUrl, State: "Normal" },
    Duration: media.durationSeconds?.toFixed(6),
    Size: media.sizeBytes?.toString(),
    CensorState: "Initiated",
    PublishState: media.publishState,
    CreationTime: media.creationTime,
    RunIdList: { RunId: [] },
  };
}

/** A video as queries show it, where the cover may be signed: see `Behaviour.signCoverUrlOnRead`. */
export function queriedMediaView(media: Media, behaviour: Behaviour, now: Date): WireObject {
  const cover = media.cover;
  if (cover === undefined || !behaviour.signCoverUrlOnRead) {
    return mediaView(media);
  }
  const expires = Math.floor(now.getTime() / 1000) + 3600;
  const signature = randomBytes(20).toString("hex");
  const separator = cover.includes("?") ? "&" : "?";
  const query = `Expires=${expires}&OSSAccessKeyId=emulator&Signature=${signature}`;
  return mediaView({ ...media, cover: `${cover}${separator}${query}` });
}
