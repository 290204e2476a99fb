import { limits } from "../limits";

/** Enough for 15 minutes of more than two operations at full rate (100 calls a second each). */
const maxNonces = 200_000;

/** Remembers nonces for 15 minutes, at most 200,000 of them: beyond that the oldest are forgotten early. */
export class NonceMemory {
  /**
   * When each nonce was seen, in milliseconds; a Map keeps the order of insertion, so that the oldest come
   * first.
   */
  private readonly seenAtMs = new Map<string, number>();

  /** @returns false if the key used this nonce within the last 15 minutes */
  remember(accessKeyId: string, nonce: string, nowMs: number): boolean {
    this.forgetExpired(nowMs);
    const key = `${accessKeyId} ${nonce}`;
    if (this.seenAtMs.has(key)) {
      return false;
    }
    this.seenAtMs.set(key, nowMs);
    const [oldest = key] = this.seenAtMs.keys();
    if (this.seenAtMs.size > maxNonces) {
      this.seenAtMs.delete(oldest);
    }
    return true;
  }

  private forgetExpired(nowMs: number): void {
    for (const [key, seenAtMs] of this.seenAtMs) {
      if (nowMs - seenAtMs <= limits.signatureWindowMs) {
        return;
      }
      this.seenAtMs.delete(key);
    }
  }
}
