/** What applying the arguments would change. Each door translates it for the engine. */
export interface Diff {
  /** Empty if there is nothing to do. */
  changed: Change[];
}

/** One value whose recorded and wanted states differ. */
export interface Change {
  /** Its place in the arguments: `["coverUrl"]`, or `["covers", "<mediaId>"]`. */
  path: readonly string[];
  kind: "add" | "update" | "delete";
  /** Whether the change updates the resource or replaces it. */
  onChange: "update" | "replace";
  /** The argument is unchanged: what failed in the last run is tried again. */
  isRetry?: true;
}
