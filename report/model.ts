/** What a report is made of: plain data, so that readers, pictures and renderings know nothing of each other. */

/** The kinds of changes, in the order in which a report has them: what needs somebody first. */
export const changeKinds = [
  "failed",
  "drifted",
  "new",
  "changed",
  "restored",
  "removed",
  "unchanged",
] as const;

/**
 * What becomes of a cover:
 *
 * - `failed`: the last run could not set it;
 * - `drifted`: somebody else changed it since it was set, and it would be set again;
 * - `new`, `changed`: it would be set for the first time, or to another picture;
 * - `restored`: it is managed no more, and the one from before would be put back;
 * - `removed`: it is managed no more, and stays as it is;
 * - `unchanged`: nothing would be done.
 */
export type ChangeKind = (typeof changeKinds)[number];

/** A cover by its URL. */
export interface Cover {
  /** In canonical form; `undefined` where a preview does not know it yet, or where it is a secret (see `hidden`). */
  url: string | undefined;
  /** Why there is no URL. */
  hidden?: "unknown" | "secret";
  /** Its picture in the project: an absolute path. */
  file?: string;
}

/** One media, and what becomes of its cover. */
export interface CoverChange {
  kind: ChangeKind;
  /** `undefined` where a preview does not know it yet. */
  mediaId: string | undefined;
  region: string | undefined;
  /** The media's title, or what else people know it by (its source file); empty for none. */
  title: string;
  /** The resource's name in the program; the place in the manifest. */
  resource: string;
  /** `undefined` for none. */
  before: Cover | undefined;
  /** `undefined` for none. */
  after: Cover | undefined;
  /** What a reader should know besides: the code and the fix of a failure, that a cover stays. */
  note?: string;
}

/** All changes, in no particular order. */
export interface CoverReport {
  /** What was read: a preview, a stack's state, a manifest. */
  source: "preview" | "stack" | "manifest";
  /** Whose covers: `covers/prod`, `covers.yaml`; empty where it is not known. */
  subject: string;
  changes: readonly CoverChange[];
  /** What concerns the whole: that the preview failed, and with which errors. */
  notes: readonly string[];
}

/** A picture as a report shows it. */
export interface ShownPicture {
  /** A `data:` URL, or with `--link` an `http:` one; `undefined` where there is nothing to show. */
  src: string | undefined;
  /** `1,280 x 720 JPEG, 182 kB`; empty where nobody looked. */
  facts: string;
  /** What is wrong with it: `answers HTTP 404`, `is no picture`. */
  mark: string | undefined;
}

/** The pictures of a report by cover. A cover that is not in it was not looked at. */
export type ShownPictures = ReadonlyMap<Cover, ShownPicture>;
