/**
 * What the service allows. Every number stands here once.
 *
 * Source of all rows: the API reference of ApsaraVideo Media Processing, version 2014-06-18
 * (QueryMediaList, QueryMediaListByURL, and the page "QPS limits").
 */
export const limits = {
  /** Most media ids in one QueryMediaList, and most URLs in one QueryMediaListByURL. */
  maxIdsPerQuery: 10,
  /**
   * Longest `FileURLs` of a QueryMediaListByURL, in bytes. The page does not say whether this is meant of each URL or of
   * all together; we keep to both.
   */
  maxFileUrlsBytes: 3200,
  /** Calls a second that one account, with all its RAM users, may make of each operation. */
  maxCallsPerSecond: 100,
} as const;

/**
 * What this client asks of itself. These are choices, not facts about the service.
 */
export const defaults = {
  /**
   * Calls a second of each operation, evenly spaced. Just below the account's limit, so that late timers can be made up
   * for, and calls that the network pushes together need not be held back each time; 1,000 covers take 10.2 s.
   */
  maxQps: 98,
  /** The same of SubmitSnapshotJob, of which an account may make 50 a second, unless a lower rate is asked for. */
  maxSnapshotQps: 49,
  /** Everything that one call may take, with its retries, counted from its first attempt's turn. */
  callDeadlineMs: 60_000,
  /**
   * One attempt: from sending the request to the last byte of the answer. Longer than the five or six seconds after which
   * the service itself gives up on a synchronous snapshot.
   */
  attemptTimeoutMs: 10_000,
  /** Opening a connection. */
  connectTimeoutMs: 5_000,
  /** Idle connections are kept this long, so that a run of many covers shakes hands once. */
  keepAliveMs: 30_000,
  /** Connections to one endpoint at most: 98 calls a second are under way 1.3 s each before this is felt. */
  maxConnections: 128,
  /** A larger answer is not the service's: ten media with every detail are some tens of kilobytes. */
  maxAnswerBytes: 8 * 1024 * 1024,
  /** One method of the provider, with its waiting for its turn among thousands of others. */
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
  /** How long a single read waits for others to travel with. */
  gatherMs: 20,
  /** How long credentials of a source that may hand out others at any time are used before it is asked again. */
  credentialsMaxAgeMs: 60_000,
  /** How long finding credentials may take. The default chain asks a metadata service, which may not answer. */
  credentialsTimeoutMs: 20_000,
} as const;
