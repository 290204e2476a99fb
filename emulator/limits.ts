/**
 * The documented limits of the operations that the emulator knows (API pages of version 2014-06-18). Sizes are bytes in
 * UTF-8. A value of exactly this size is accepted.
 */
export const limits = {
  coverUrlBytes: 3200,
  fileUrlBytes: 3200,
  titleBytes: 128,
  descriptionBytes: 1024,
  userDataBytes: 1024,
  tags: 16,
  tagBytes: 32,
  /** Media ids or file URLs in one call. */
  listLength: 10,
  /**
   * Calls a second of one operation by one account, all its users and regions together (page "QPS limits").
   */
  callsPerSecond: 100,
  /** The same of SubmitSnapshotJob. */
  snapshotSubmissionsPerSecond: 50,
  /** An object's name in OSS. */
  objectKeyBytes: 1023,
  locationBytes: 64,
  /** Width and height of a snapshot. */
  snapshotPixels: { min: 8, max: 4096 },
  /** How long a synchronous snapshot job may take (FAQ about snapshots). */
  syncSnapshotMs: 5000,
  snapshotJobsPerPage: { max: 300, default: 30 },
  pipelinesPerPage: { max: 100, default: 10 },
  /**
   * How far a request's time may be from the server's, and how long a nonce must not be used again: 15 minutes.
   */
  signatureWindowMs: 15 * 60 * 1000,
} as const;
