/** One rule of the product, broken on purpose. */
export interface Mutation {
  /** The rule that is broken, as a user would miss it. */
  breaks: string;
  /** The file of the product, from the repository's root. */
  file: string;
  /** A text that is there exactly once. */
  original: string;
  /** What takes its place; the product must still compile. */
  mutant: string;
  /** Files of tests, each of which must become red. */
  guards: readonly string[];
}

/** Rules whose loss would cost a user covers or state, each with the tests that must notice. */
export const mutations: readonly Mutation[] = [
  {
    breaks: "read takes an error for a media that is gone",
    file: "provider/lifecycle/read.ts",
    original: "const media = await service.findMedia(region, mediaId);",
    mutant: "const media = await service.findMedia(region, mediaId).catch(() => undefined);",
    guards: ["test/unit/lifecycle/methods.test.ts"],
  },
  {
    breaks: "a call is tried again though its error code says that this is no use",
    file: "provider/mps/retry.ts",
    original: "never: { maxAttempts: 1, baseDelayMs: 0, maxDelayMs: 0 },",
    mutant: "never: { maxAttempts: 3, baseDelayMs: 0, maxDelayMs: 0 },",
    guards: ["test/unit/mps/retry.test.ts", "test/contract/client.test.ts"],
  },
  {
    breaks: "diff does not see that the URL has changed",
    file: "provider/lifecycle/diff.ts",
    original: 'onChange: "update", same: isSameCover }',
    mutant: 'onChange: "update", same: (old) => isSameCover(old, old) }',
    guards: ["test/unit/lifecycle/diff.test.ts"],
  },
  {
    breaks: "calls go out without a pace",
    file: "provider/mps/pacer.ts",
    original: "return Math.max(this.due, apart, this.arrivals.roomAt(now), this.notBefore) - now;",
    mutant: "return Math.min(0, Math.max(this.due, apart, this.arrivals.roomAt(now), this.notBefore) - now);",
    guards: ["test/unit/mps/pacer.test.ts"],
  },
  {
    breaks: "delete puts the old cover in the place of somebody else's",
    file: "provider/lifecycle/releaseCover.ts",
    original: "if (media === undefined || !isSameCover(coverUrl, media.coverUrl)) return;",
    mutant: "if (media === undefined || !isSameCover(coverUrl, coverUrl)) return;",
    guards: ["test/unit/lifecycle/methods.test.ts", "test/unit/lifecycle/set/apply.test.ts"],
  },
];
