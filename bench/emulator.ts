import { once } from "node:events";
import { resolve } from "node:path";
import { z } from "zod";
import { startProcess } from "../test/support/childProcess.ts";
import { type CatalogueEntry, coverBefore } from "./catalogue.ts";
import { deadlineMs } from "./deadline.ts";
import {
  coversShape,
  type Question,
  type Settings,
  startedShape,
  type Traffic,
  trafficShape,
  writesShape,
} from "./emulatorMessages.ts";

/** An emulator in a process of its own, as the bench sees it. */
export interface BenchEmulator {
  url: string;
  /** Forgets the traffic so far. */
  clear(): Promise<void>;
  traffic(): Promise<Traffic>;
  /** Every video's cover. */
  covers(): Promise<Record<string, string>>;
  /** The media of the UpdateMediaCover calls among the last 10,000 calls. */
  writes(): Promise<string[]>;
  close(): Promise<void>;
}

/** Starts an emulator that knows the catalogue's media, all of them with another cover than the wanted one. */
export async function startBenchEmulator(
  catalogue: readonly CatalogueEntry[],
  settings: Omit<Settings, "seed">,
): Promise<BenchEmulator> {
  const script = resolve(import.meta.dirname, "emulatorProcess.ts");
  const { child, ended, stop } = startProcess(process.execPath, [script], { hasMessages: true, deadlineMs });
  const died = ended.then(({ code, text }): never => {
    throw new Error(`the emulator's process ended with ${String(code)}:\n${text}`);
  });
  died.catch(() => undefined);
  const ask = async <Reply>(question: Question, shape: z.ZodType<Reply>): Promise<Reply> => {
    const reply = once(child, "message");
    child.send(question);
    const [message] = await Promise.race([reply, died]);
    return shape.parse(message);
  };
  const seed = catalogue.map(({ mediaId, title, fileUrl }) => ({
    mediaId,
    title,
    fileUrl,
    cover: coverBefore(mediaId),
  }));
  const { url } = await ask({ ask: "start", settings: { ...settings, seed } }, startedShape);
  return {
    url,
    clear: async () => {
      await ask({ ask: "clear" }, z.object({}));
    },
    traffic: () => ask({ ask: "traffic" }, trafficShape),
    covers: () => ask({ ask: "covers" }, coversShape),
    writes: () => ask({ ask: "writes" }, writesShape),
    // Not by disconnecting: Node then never says that the process's streams are closed.
    close: stop,
  };
}
