/** What the emulator sends to its page. Types only: both sides use them. */

/** Covers as they are: the whole library when a page is opened, from then on those that changed. */
export interface LibraryMessage {
  /** Whether this is everything, in place of whatever the page had. */
  isWhole: boolean;
  media: readonly ShownMedia[];
  /** The last ones, oldest first. */
  changes: readonly CoverChange[];
}

/** One video. What is unset is an empty text. */
export interface ShownMedia {
  key: string;
  mediaId: string;
  region: string;
  title: string;
  cover: string;
  fileUrl: string;
  state: string;
}

/** A cover that became another one. No cover is an empty text. */
export interface CoverChange {
  /** Counts up from 1. */
  number: number;
  /** ISO 8601. */
  time: string;
  mediaKey: string;
  before: string;
  after: string;
}

/** What the emulator was asked. */
export interface TrafficMessage {
  callsByAction: Readonly<Record<string, number>>;
  answersByCode: Readonly<Record<string, number>>;
  /** The last ones, newest first. */
  requests: readonly ShownRequest[];
  /** The last ones that were not answered with OK, newest first. */
  refusals: readonly ShownRequest[];
  /** Calls of each of the last seconds, oldest first; the last one is under way. */
  pace: readonly { calls: number; refused: number }[];
  /** Calls a second that are let in, of each operation; null for no limit. */
  limit: number | null;
}

/** One request of the log. */
export interface ShownRequest {
  requestId: string;
  /** ISO 8601. */
  time: string;
  action: string;
  /** What it was about: an id or a URL, and how many more. */
  subject: string;
  /** `OK` or the service's code; empty while there is no answer. */
  code: string;
}
