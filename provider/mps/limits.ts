/**
 * What the service allows in a call, and in a second. What it allows in a value is in `cover/limits.ts`.
 *
 * Source of all rows: the API reference of ApsaraVideo Media Processing, version 2014-06-18
 * (QueryMediaList, QueryMediaListByURL, and the page "QPS limits").
 */
export const limits = {
  /** Most media ids in one QueryMediaList, and most URLs in one QueryMediaListByURL. */
  maxIdsPerQuery: 10,
  /**
   * Longest `FileURLs` of a QueryMediaListByURL, in bytes. The page does not say whether this limits each URL or all
   * together, so we apply it to both.
   */
  maxFileUrlsBytes: 3200,
  /** Calls a second that one account, with all its RAM users, may make of each operation: of SubmitSnapshotJob only 50. */
  maxCallsPerSecond: 100,
} as const;

/**
 * Limits that this client sets itself. These are choices, not facts about the service.
 */
export const defaults = {
  /**
   * Calls a second of each operation, evenly spaced. Just below the account's limit, which leaves room to make up for late
   * timers and for network jitter; 1,000 covers take 10.2 s.
   */
  maxQps: 98,
  /** The same of SubmitSnapshotJob, unless a lower rate is asked for. */
  maxSnapshotQps: 49,
  /** One call with all its retries, from the turn of its first attempt. */
  callDeadlineMs: 60_000,
  /**
   * One attempt: from sending the request to the last byte of the answer. Longer than the five or six seconds after which
   * the service itself gives up on a synchronous snapshot.
   */
  attemptTimeoutMs: 10_000,
  /** Opening a connection. */
  connectTimeoutMs: 5_000,
  /** How long idle connections are kept, so that a run of many covers connects once. */
  keepAliveMs: 30_000,
  /** Most connections to one endpoint. At 98 calls a second, this limits nothing until a call takes 1.3 s. */
  maxConnections: 128,
  /** A larger answer is not the service's: ten videos with every detail are some tens of kilobytes. */
  maxAnswerBytes: 8 * 1024 * 1024,
  /** One method of the provider, including its wait for a turn among thousands of others. */
  methodDeadlineMs: 600_000,
  /** How long to wait for a snapshot that the service takes asynchronously. Less than a method may take. */
  snapshotDeadlineMs: 480_000,
  /**
   * How long to wait before the service is asked for such a snapshot: doubles from the first to the last, and is rounded up
   * to a common beat.
   */
  snapshotPollMs: { first: 1_000, last: 10_000, beat: 500 },
  /** A job that has not begun by then may be in a paused pipeline. */
  snapshotQueueMs: 15_000,
  /** How long a single read waits for others to share its call. */
  gatherMs: 20,
  /** How long credentials are used before their source is asked again, if it may hand out others at any time. */
  credentialsMaxAgeMs: 60_000,
  /** How long finding credentials may take. The default chain asks a metadata service, which may not answer. */
  credentialsTimeoutMs: 20_000,
} as const;
