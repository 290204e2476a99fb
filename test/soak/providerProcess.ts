/** The built provider in a process of its own: one set, whose covers change at random, run after run. */

import { configure, mediaCoverSet } from "../../dist/provider/dynamic/lifecycle.js";
import { seededRandom } from "../support/seededRandom.ts";
import { type Job, jobShape, type Report } from "./messages.ts";

const region = "cn-hangzhou";

const say = (report: Report): void => void process.send?.(report);

process.once("message", (message) => {
  work(jobShape.parse(message)).catch((error: unknown) => {
    console.error(error);
    process.exit(1);
  });
});

async function work(job: Job): Promise<void> {
  const config: Record<string, string> = {
    "mediacover:endpoint": job.endpoint,
    "mediacover:maxQps": String(job.maxQps),
    "alicloud:accessKey": "testid",
    "alicloud:secretKey": "testsecret",
  };
  await configure({ config: { get: (key) => config[key] } });
  const random = seededRandom(job.seed);
  const covers = Object.fromEntries(job.mediaIds.map((mediaId) => [mediaId, coverUrl(mediaId, 0)]));
  const news = (): Record<string, unknown> => ({ covers: { ...covers }, region, onDelete: "restore" });

  let runs = 0;
  const begin = performance.now();
  const secondsSoFar = (): number => (performance.now() - begin) / 1000;
  const timer = setInterval(() => say(sample(secondsSoFar(), runs)), 1000);
  let { outs } = await mediaCoverSet.create(news());
  while (secondsSoFar() < job.seconds) {
    runs += 1;
    for (let change = 0; change < job.changes; change += 1) {
      const mediaId = job.mediaIds[Math.floor(random() * job.mediaIds.length)] ?? "";
      covers[mediaId] = coverUrl(mediaId, runs);
    }
    ({ outs } = await mediaCoverSet.update(region, { ...outs }, news()));
  }
  clearInterval(timer);
  const faultsEnded = new Promise((resolve) => process.once("message", resolve));
  say({ kind: "time is over" });
  await faultsEnded;
  ({ outs } = await mediaCoverSet.update(region, { ...outs }, news()));
  const end: Report = { kind: "end", wanted: covers, recorded: outs.covers, failures: outs.failures.length };
  process.send?.(end, () => process.disconnect());
}

const coverUrl = (mediaId: string, version: number): string =>
  `http://covers.example/${version}/${mediaId}.jpg`;

const sample = (seconds: number, runs: number): Report => ({
  kind: "sample",
  seconds,
  rssBytes: process.memoryUsage.rss(),
  runs,
});
