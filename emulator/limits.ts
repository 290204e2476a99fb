/**
 * The documented limits of the operations that the emulator knows (API pages of version 2014-06-18). Sizes
 * are bytes in UTF-8. "At most" in every case: a value of exactly this size is accepted.
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
  /**
   * How far a request's time may be from the server's, and for how long a nonce may not come again: 15
   * minutes.
   */
  signatureWindowMs: 15 * 60 * 1000,
} as const;
