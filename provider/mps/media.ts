import type { z } from "zod";
import type { queryMediaAnswer } from "./answer";

/** One video that the service knows. Texts are empty where the service has none. */
export interface Media {
  mediaId: string;
  title: string;
  /** Where the source file is, verbatim as the service says it. */
  fileUrl: string;
  /** The cover, verbatim as the service says it. */
  coverUrl: string;
  /** `Initiated`, `UnPublish` or `Published`; a deleted one is not found. */
  state: string;
  /** How long it plays, where the service has analysed it. */
  durationSeconds: number | undefined;
  /** How large its source file is, where the service has analysed it. */
  sizeBytes: number | undefined;
}

/** What the service says of videos. */
export type MediaAnswer = z.infer<typeof queryMediaAnswer>;

/** The videos of an answer. The service may return a deleted one, marked as such, instead of leaving it out. */
export function readMedia(answer: MediaAnswer): (Media & { isDeleted: boolean })[] {
  return (answer.MediaList?.Media ?? []).map((media) => ({
    mediaId: media.MediaId,
    title: media.Title,
    fileUrl: media.File?.URL ?? "",
    coverUrl: media.CoverURL,
    state: media.PublishState,
    durationSeconds: media.Duration,
    sizeBytes: media.Size,
    isDeleted: media.PublishState === "Deleted",
  }));
}
