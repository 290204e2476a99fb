import { once } from "node:events";
import { resolve } from "node:path";
import { startProcess } from "../../test/support/childProcess.ts";
import type { CatalogueEntry } from "../catalogue.ts";
import type { CommandOutcome, Contender } from "./contender.ts";
import type { ContenderName } from "./names.ts";
import { deadlineMs } from "../deadline.ts";
import { type SdkJob, sdkReportShape } from "./sdkMessages.ts";

/** A script with the official SDK that makes `atOnce` calls at once. It gets the URLs in canonical form already. */
export function sdkContender(name: ContenderName, title: string, atOnce: number): Contender {
  return {
    name,
    title,
    runsUpTo: atOnce === 1 ? 2000 : Infinity,
    whyNotBeyond: "it waits for each answer",
    laterRunsUpTo: 0,
    open: async ({ url }) => ({
      apply: (catalogue) => runScript(jobOf(url, atOnce, catalogue)),
      close: async () => undefined,
    }),
  };
}

const jobOf = (url: string, atOnce: number, catalogue: readonly CatalogueEntry[]): SdkJob => ({
  endpoint: new URL(url).host,
  atOnce,
  covers: catalogue.map(({ mediaId, wire }) => ({ mediaId, coverURL: wire })),
});

async function runScript(job: SdkJob): Promise<CommandOutcome> {
  const begunMs = performance.now();
  const script = resolve(import.meta.dirname, "sdkProcess.ts");
  const { child, ended } = startProcess(process.execPath, [script], { hasMessages: true, deadlineMs });
  const died = ended.then(({ code, text }): never => {
    throw new Error(`the SDK's process ended with ${String(code)} and no report:\n${text}`);
  });
  died.catch(() => undefined);
  const reported = once(child, "message");
  child.send(job);
  const [message] = await Promise.race([reported, died]);
  await ended;
  const seconds = (performance.now() - begunMs) / 1000;
  const { memoryBytes, failed, firstFailure } = sdkReportShape.parse(message);
  return {
    seconds,
    memoryBytes,
    failure: failed === 0 ? undefined : `${failed} calls failed, the first with ${firstFailure}`,
  };
}
