import type { Emulator, MediaSeed } from "../../../emulator/index";
import type { Failures, ProgramStack } from "./programStack";
import { mediaIdFor } from "../../support/mediaIds";

/** A few media that have covers already, and what programs want of them. */

export const indexOf = (mediaId: string): number => Number.parseInt(mediaId, 16);
export const fileUrlOf = (index: number): string => `http://videos.oss-cn-hangzhou.aliyuncs.com/${index}.mp4`;
/** A cover for a video; another version is another URL. `before` is the one that it has before anybody manages it. */
export const coverUrlOf = (index: number, version: string): string =>
  `http://covers.example/${version}/${index}.jpg`;

export const seedOf = (count: number, video: MediaSeed["video"] = {}): MediaSeed[] =>
  indices(count).map((index) => ({
    mediaId: mediaIdFor(index),
    fileUrl: fileUrlOf(index),
    cover: coverUrlOf(index, "before"),
    video,
  }));

/** The seconds at which snapshots are taken, by their versions. */
export const frameTimes: Readonly<Record<string, number>> = { first: 5, second: 7 };

/** A snapshot of the first video; another version is another picture. */
export const snapshotOf = (version: string): Record<string, unknown> => ({
  mediaId: mediaIdFor(0),
  time: frameTimes[version],
  bucket: "covers",
});

export const indices = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

/** What the service has, as it stands in its own store: read without our client. */
export function liveCover(emulator: Emulator, mediaId: string): string {
  return emulator.media.get(mediaId)?.cover ?? "";
}

/** A claim of the state that is not so: a cover that it has recorded as live, and that the service does not have. */
export interface FalseClaim {
  resource: string;
  mediaId: string;
  recorded: string;
  live: string;
}

/** Every claim that is not so, also where the user was told that the step which was to change it failed. */
export function staleClaims(emulator: Emulator, { state }: ProgramStack): FalseClaim[] {
  return [...state].flatMap(([resource, { kind, outs }]) =>
    Object.entries(kind.claims(outs))
      .map(([mediaId, recorded]) => ({ resource, mediaId, recorded, live: liveCover(emulator, mediaId) }))
      .filter(({ recorded, live }) => recorded !== live),
  );
}

/**
 * The claims that nothing excuses.
 *
 * @param failures Of the last run. Where a step failed as a whole the record is that of the step before, as the user was
 * told; where a set failed in parts, it claims the other parts.
 */
export function falseClaims(emulator: Emulator, stack: ProgramStack, failures: Failures): FalseClaim[] {
  return staleClaims(emulator, stack).filter(({ resource }) => {
    const record = stack.state.get(resource);
    return !failures.has(resource) || record?.kind.failuresOf(record.outs) !== undefined;
  });
}
