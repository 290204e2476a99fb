/** A picture that is, or is to become, the cover of a video: at least one of the two is there. */
export interface CoverPicture {
  url?: string | undefined;
  /** The picture's file, where it is one of the project's: an absolute path. */
  file?: string | undefined;
}

/** A cover as a report knows it; `unknown` is one that another resource gives, so that only `pulumi up` will know it. */
export type Cover = CoverPicture | "none" | "unknown" | "secret";

/** Which cover it is. */
export interface CoverOwner {
  /** The video: its id, its file, or what stands for an id that is not known. */
  media: string;
  /** Empty where nobody names one. */
  region: string;
  /** The resource's name in the program, or the place in a manifest. */
  owner: string;
}

/** A cover as the stack's state has it. */
export interface RecordedCover extends CoverOwner {
  cover: Cover;
  /** The video's title; empty where the state has none, as that of sets. */
  title: string;
  /** What deleting puts back; `undefined` where the cover stays. */
  putsBack: Cover | undefined;
  /** A refresh found somebody else's cover. */
  isDrifted: boolean;
  /** Why the last run could not set, or put back, the cover. */
  failure: { code: string; fix: string } | undefined;
}

/** A cover as the program, or a manifest, wants it. */
export interface DeclaredCover extends CoverOwner {
  cover: Cover;
  /** The engine says that nothing changes: all there is to know of a secret. */
  isUnchanged: boolean;
}

/** A text as a cover: what a URL stands for, and what stands for one. */
export function coverFromUrl(url: string): Cover {
  return url === "" ? "none" : { url };
}
