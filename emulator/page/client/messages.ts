/** What the emulator sends to its page. Types only: both sides use them. */

/** Covers as they are: the whole library when a page is opened, from then on those that changed. */
export interface LibraryMessage {
  /** Whether this is everything, in place of whatever the page had. */
  readonly isWhole: boolean;
  readonly media: readonly ShownMedia[];
  /** The last ones, oldest first. */
  readonly changes: readonly CoverChange[];
}

/** One video. What is unset is an empty text. */
export interface ShownMedia {
  readonly key: string;
  readonly mediaId: string;
  readonly region: string;
  readonly title: string;
  readonly cover: string;
  readonly fileUrl: string;
  readonly state: string;
}

/** A cover that became another one. No cover is an empty text. */
export interface CoverChange {
  /** Counts up from 1. */
  readonly number: number;
  /** ISO 8601. */
  readonly time: string;
  readonly mediaKey: string;
  readonly before: string;
  readonly after: string;
}

/** What the emulator was asked. */
export interface TrafficMessage {
  readonly callsByAction: Readonly<Record<string, number>>;
  readonly answersByCode: Readonly<Record<string, number>>;
  /** The last ones, newest first. */
  readonly requests: readonly ShownRequest[];
  /** The last ones that were not answered with OK, newest first. */
  readonly refusals: readonly ShownRequest[];
  /** Calls of each of the last seconds, oldest first; the last one is under way. */
  readonly pace: readonly { readonly calls: number; readonly refused: number }[];
  /** Calls a second that are let in, of each operation; null for no limit. */
  readonly limit: number | null;
}

/** One request of the log. */
export interface ShownRequest {
  readonly requestId: string;
  /** ISO 8601. */
  readonly time: string;
  readonly action: string;
  /** What it was about: an id or a URL, and how many more. */
  readonly subject: string;
  /** `OK` or the service's code; empty while there is no answer. */
  readonly code: string;
}
