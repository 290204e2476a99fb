import { z } from "zod";

/** What the provider's process is asked to do. */
export const jobShape = z.object({
  endpoint: z.string(),
  maxQps: z.number(),
  seconds: z.number(),
  /** Covers that each run changes. */
  changes: z.number(),
  /** Where chance begins. */
  seed: z.number(),
  mediaIds: z.array(z.string()),
});
export type Job = z.infer<typeof jobShape>;

/** How the provider's process is, once a second: its memory, and the runs that it has begun. */
const sampleShape = z.object({
  kind: z.literal("sample"),
  seconds: z.number(),
  rssBytes: z.number(),
  runs: z.number(),
});
/** What the process says. When its time is over it waits for the faults to end, then does what is left. */
export const reportShape = z.discriminatedUnion("kind", [
  sampleShape,
  z.object({ kind: z.literal("time is over") }),
  z.object({
    kind: z.literal("end"),
    /** The covers that the program wants in the end. */
    wanted: z.record(z.string(), z.string()),
    /** And those that are recorded. */
    recorded: z.record(z.string(), z.string()),
    failures: z.number(),
  }),
]);
export type Report = z.infer<typeof reportShape>;
