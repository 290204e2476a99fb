import { z } from "zod";
import type { Emulator } from "../../../emulator/index";
import { valid } from "../../../provider/cover/problem";
import { coverSnapshot } from "../../../provider/lifecycle/lifecycle";
import { queryJobs } from "../../contract/emulator/support/snapshotJobs";
import { mediaIdFor } from "../../support/mediaIds";
import { region } from "./kinds";
import { coverUrlOf, falseClaims, frameTimes, indices, liveCover, snapshotOf } from "./library";
import type { Failures, ProgramStack } from "./programStack";

/** What the service has after a step, read from its own store, and how that fits what is wanted and what is recorded. */
export interface View {
  /** What is not there as a version of the program has it. */
  notAt: (version: string) => Promise<string[]>;
  /** What is there, though no version has it. */
  unknown: () => Promise<string[]>;
  /** What is recorded and not so, unless the failures of the last run excuse it. */
  falseClaims: (failures: Failures) => Promise<string[]>;
}

/** Covers: those of the first videos are wanted; there are `all`. */
export function viewCovers(
  emulator: Emulator,
  stack: ProgramStack,
  counts: { wanted: number; all: number },
): View {
  const versions = ["before", "first", "second", "other"];
  const known = new Set(
    versions.flatMap((version) => indices(counts.all).map((index) => coverUrlOf(index, version))),
  );
  const liveOf = (index: number): string => liveCover(emulator, mediaIdFor(index));
  return {
    notAt: async (version) =>
      indices(counts.wanted)
        .filter((index) => liveOf(index) !== coverUrlOf(index, version))
        .map((index) => `video ${index} has ${liveOf(index)}, not ${version}`),
    unknown: async () =>
      indices(counts.all)
        .map(liveOf)
        .filter((url) => !known.has(url)),
    falseClaims: async (failures) =>
      falseClaims(emulator, stack, failures).map((claim) => JSON.stringify(claim)),
  };
}

const recordedPicture = z.object({ objectKey: z.string(), timeMs: z.number() });

/** The name of a version's picture. */
const keyOf = (version: string): string =>
  String(coverSnapshot.check(snapshotOf(version), valid(region)).inputs["objectKey"]);

/** Pictures, which stay where they are whatever is done next: nothing excuses one that is recorded and not there. */
export function viewPictures(emulator: Emulator, stack: ProgramStack): View {
  const wanted = new Map(Object.entries(frameTimes).map(([version, time]) => [keyOf(version), time * 1000]));
  return {
    async notAt(version) {
      const key = keyOf(version);
      const timeMs = (await takenPictures(emulator)).get(key);
      // No version has a picture before the first.
      return timeMs === wanted.get(key) ? [] : [`the picture of ${version} is of ${timeMs} ms`];
    },
    async unknown() {
      const taken = await takenPictures(emulator);
      return [...taken].filter(([key, timeMs]) => wanted.get(key) !== timeMs).map(String);
    },
    async falseClaims() {
      const taken = await takenPictures(emulator);
      const recorded = [...stack.state.values()].map(({ outs }) => recordedPicture.parse(outs));
      return recorded
        .filter(({ objectKey, timeMs }) => taken.get(objectKey) !== timeMs)
        .map((picture) => JSON.stringify(picture));
    },
  };
}

const pictureJob = z.object({
  SnapshotConfig: z.object({ OutputFile: z.object({ Object: z.string() }), Time: z.coerce.number() }),
});

/** The moments of the pictures in the bucket, by their keys: as the service's list of jobs has them, which draws none. */
async function takenPictures(emulator: Emulator): Promise<Map<string, number>> {
  const { jobs } = await queryJobs(emulator, { State: "Success" });
  const oldestFirst = jobs.map((job) => pictureJob.parse(job).SnapshotConfig).toReversed();
  return new Map(oldestFirst.map(({ OutputFile, Time }) => [decodeURIComponent(OutputFile.Object), Time]));
}
