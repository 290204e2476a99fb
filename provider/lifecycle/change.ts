/** What applying the arguments would change. Each door tells the engine of it in its own way. */
export interface Diff {
  /** Empty: nothing is to be done. */
  changed: Change[];
}

/** One value that is recorded otherwise than it is wanted. */
export interface Change {
  /** The way to it in the arguments: `["coverUrl"]`, or `["covers", "<mediaId>"]`. */
  path: readonly string[];
  kind: "add" | "update" | "delete";
  /** What the change does to the resource. */
  onChange: "update" | "replace";
  /** The arguments are as they were: what failed in the last run is tried again. */
  isRetry?: true;
}
