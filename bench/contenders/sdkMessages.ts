import { z } from "zod";

/** What the script with the official SDK shall do. */
export const sdkJobShape = z.object({
  /** Host and port. */
  endpoint: z.string(),
  /** How many calls may be under way at once. */
  atOnce: z.number(),
  covers: z.array(z.object({ mediaId: z.string(), coverURL: z.string() })),
});

/** What came of it. */
export const sdkReportShape = z.object({
  /** Peak resident memory of the script's process. */
  memoryBytes: z.number(),
  failed: z.number(),
  firstFailure: z.string().optional(),
});

export type SdkJob = z.infer<typeof sdkJobShape>;
export type SdkReport = z.infer<typeof sdkReportShape>;
