import { z } from "zod";
import { windows } from "./options.ts";

/** How the emulator shall be. */
export const settingsShape = z.object({
  latencyMs: z.number(),
  latencyJitterMs: z.number(),
  window: z.enum(windows),
  seed: z.array(z.object({ mediaId: z.string(), title: z.string(), fileUrl: z.string(), cover: z.string() })),
});

/** What the bench asks the emulator's process. */
export const questionShape = z.discriminatedUnion("ask", [
  z.object({ ask: z.literal("start"), settings: settingsShape }),
  z.object({ ask: z.literal("clear") }),
  z.object({ ask: z.literal("traffic") }),
  z.object({ ask: z.literal("covers") }),
  z.object({ ask: z.literal("writes") }),
]);

/** What the emulator received since it was last cleared. */
export const trafficShape = z.object({
  callsByAction: z.record(z.string(), z.number()),
  /** Success is `OK`. */
  answersByCode: z.record(z.string(), z.number()),
  /** The most calls of one operation within any 1,000 ms. */
  peakPerSecond: z.number(),
  /** From the first call received to the last answer sent; 0 for no call. */
  serviceSeconds: z.number(),
});

/** Where the emulator listens. */
export const startedShape = z.object({ url: z.string() });

/** Every video's cover. */
export const coversShape = z.record(z.string(), z.string());

/** The media of the UpdateMediaCover calls, in order, repeated ones repeated; of the last 10,000 calls. */
export const writesShape = z.array(z.string());

export type Settings = z.infer<typeof settingsShape>;
export type Question = z.infer<typeof questionShape>;
export type Traffic = z.infer<typeof trafficShape>;
