import { resolve } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { type Emulator, type Fault, startEmulator } from "../../emulator/index";
import { defaults } from "../../provider/mps/limits";
import { startProcess } from "../support/childProcess";
import { runs } from "../support/long";
import { type Job, type Report, reportShape } from "./messages";
import { mediaIdFor } from "../support/mediaIds";

/** How the provider's process is, and the connections that the emulator has from it. */
type Sample = Report & { kind: "sample" } & { sockets: number };

const covers = runs(1_000, 20_000);
const minutes = runs(0.1, 10);
/** Of calls; spread evenly over the faults below. */
const faultyShare = 0.05;
const faults: readonly Fault[] = [
  { kind: "error", code: "ServiceUnavailable" },
  { kind: "htmlPage" },
  { kind: "resetBefore" },
  { kind: "resetAfter" },
  { kind: "empty" },
  { kind: "truncated" },
  { kind: "latency", latencyMs: 500 },
];
/** How much more memory the process may have in the last fifth of its time than in the second. */
const mostGrowth = runs(2, 1.15);

const coverBefore = (mediaId: string): string => `http://covers.example/before/${mediaId}.jpg`;

it(
  `${covers} covers that change at random for ${minutes} minutes, while ${faultyShare * 100} % of the calls fail, are right in the end, in memory and sockets that do not grow`,
  { timeout: minutes * 60_000 * 2 + 120_000 },
  async () => {
    const mediaIds = Array.from({ length: covers }, (_, index) => mediaIdFor(index));
    const emulator = await startEmulator({
      seed: mediaIds.map((mediaId) => ({ mediaId, cover: coverBefore(mediaId) })),
      qps: Infinity,
    });
    onTestFinished(() => emulator.close());
    for (const fault of faults)
      emulator.faults.add({ fault, times: Infinity, probability: faultyShare / faults.length });

    const job = { endpoint: emulator.url, maxQps: 400, seconds: minutes * 60, changes: covers / 20, seed: 7 };
    const { samples, end } = await runProvider(emulator, { ...job, mediaIds });
    tell(samples, emulator);

    expect(end.failures).toBe(0);
    expect(end.recorded).toEqual(end.wanted);
    const wrong = mediaIds.filter((mediaId) => emulator.media.get(mediaId)?.cover !== end.wanted[mediaId]);
    expect(wrong).toEqual([]);
    expect(Math.max(...samples.map(({ sockets }) => sockets))).toBeLessThanOrEqual(defaults.maxConnections);
    expect(medianRss(samples, 4)).toBeLessThan(mostGrowth * medianRss(samples, 1));
  },
);

/** Runs the provider's process to its end; the faults end when its time is over. */
async function runProvider(
  emulator: Emulator,
  job: Job,
): Promise<{ samples: Sample[]; end: Report & { kind: "end" } }> {
  const script = resolve(import.meta.dirname, "providerProcess.ts");
  const deadlineMs = minutes * 60_000 * 2 + 60_000;
  const { child, ended, stop } = startProcess(process.execPath, [script], { hasMessages: true, deadlineMs });
  onTestFinished(stop);
  const samples: Sample[] = [];
  const end = await new Promise<Report & { kind: "end" }>((found, failed) => {
    child.on("message", (message) => {
      const report = reportShape.parse(message);
      if (report.kind === "end") return found(report);
      if (report.kind === "sample") return void samples.push({ ...report, sockets: openSockets() });
      emulator.faults.clear();
      child.send({});
    });
    ended.then(({ text }) => failed(new Error(`the provider's process ended too early:\n${text}`)), failed);
    child.send(job);
  });
  return { samples, end };
}

/** Connections of this process: those that the emulator accepted. It does not wait for them, so that all count. */
const openSockets = (): number =>
  process.getActiveResourcesInfo().filter((kind) => kind === "TCPSocketWrap").length;

/** In one of the five parts of the time. */
function medianRss(samples: readonly Sample[], part: number): number {
  const of = samples.slice((samples.length * part) / 5, (samples.length * (part + 1)) / 5);
  return of.map(({ rssBytes }) => rssBytes).toSorted((a, b) => a - b)[Math.floor(of.length / 2)] ?? NaN;
}

/** A line a minute, for people. */
function tell(samples: readonly Sample[], { requests }: Emulator): void {
  for (const [second, sample] of samples.entries()) {
    if (second % 60 !== 59 && second !== samples.length - 1) continue;
    const { seconds, rssBytes, sockets, runs: run } = sample;
    console.log(
      `${seconds.toFixed(0)} s: RSS ${(rssBytes / 2 ** 20).toFixed(0)} MiB, ${sockets} sockets, run ${run}`,
    );
  }
  const calls = JSON.stringify(requests.countByAction());
  console.log(`calls ${calls}, answers ${JSON.stringify(requests.countByCode())}`);
}
