import { randomUUID } from "node:crypto";
import { limits } from "../limits";
import { isoSeconds, type Media } from "../media/media";
import { serviceError } from "../serviceError";
import type { Action, ActionContext } from "./action";
import { checkFileUrl } from "./fileUrl";
import { mediaAttributes } from "./mediaAttributes";
import { mediaView } from "./mediaView";
import { optionalText, requiredParameter } from "./parameters";

/**
 * AddMedia: registers a file of OSS as a video. If the file is registered already, the video stays the same, and the call sets its
 * attributes (the documentation's samples show an old creation time after a second AddMedia).
 *
 * Workflows do not run in the emulator: their parameters are checked and otherwise ignored.
 */
export const addMedia: Action = (context) => {
  const fileUrl = requiredParameter(context, "FileURL");
  checkFileUrl(fileUrl, "FileURL");
  checkWorkflowParameters(context);
  const given = mediaAttributes(context);
  const known = context.media.ofFile(context.region, fileUrl);
  const before = known === undefined || known.publishState === "Deleted" ? newMedia(context, fileUrl) : known;
  const media: Media = {
    ...before,
    title: given.title ?? before.title,
    description: given.description ?? before.description,
    cover: given.cover ?? before.cover,
    categoryId: given.categoryId ?? before.categoryId,
    tags: given.tags ?? before.tags,
  };
  context.media.write(media);
  return { Media: mediaView(media) };
};

function checkWorkflowParameters(context: ActionContext): void {
  optionalText(context, "MediaWorkflowUserData", limits.userDataBytes);
  const overrides = context.parameters.get("OverrideParams");
  if (overrides !== undefined && overrides !== "" && !isJsonObject(overrides)) {
    throw serviceError("InvalidParameter.JsonObjectFormatInvalid", "OverrideParams");
  }
}

function newMedia({ region, now }: ActionContext, fileUrl: string): Media {
  const fileName = fileUrl.slice(fileUrl.lastIndexOf("/") + 1);
  return {
    mediaId: randomUUID().replaceAll("-", ""),
    region,
    fileUrl,
    // The samples' titles are the name of the file.
    title: new URLSearchParams(`name=${fileName.replaceAll("+", "%2B")}`).get("name") ?? fileName,
    publishState: "Initiated",
    creationTime: isoSeconds(now),
  };
}

function isJsonObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}
