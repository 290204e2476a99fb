import type { Emulator, MediaSeed } from "../../../emulator/index";
import type { Failures, ProgramStack } from "./programStack";

/** A few media that have covers already, and what programs want of them. */

export const mediaIdOf = (index: number): string => index.toString(16).padStart(32, "0");
export const fileUrlOf = (index: number): string => `http://videos.example/${index}.mp4`;
/** A cover for a media; another version is another URL. `before` is the one that it has before anybody manages it. */
export const coverUrlOf = (index: number, version: string): string =>
  `http://covers.example/${version}/${index}.jpg`;

export const seedOf = (count: number): MediaSeed[] =>
  indices(count).map((index) => ({
    mediaId: mediaIdOf(index),
    fileUrl: fileUrlOf(index),
    cover: coverUrlOf(index, "before"),
  }));

export const indices = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

/** What the service has, as it stands in its own store: read without our client. */
export function liveCover(emulator: Emulator, mediaId: string): string {
  return emulator.media.get(mediaId)?.cover ?? "";
}

/**
 * Claims of the state that are not so: covers that it has recorded as live, and that the service does not have.
 *
 * @param failures Of the last run. Where a step failed as a whole the record is that of the step before, as the user was
 * told; where a set failed in parts, it claims the other parts.
 */
export function falseClaims(emulator: Emulator, { state }: ProgramStack, failures: Failures): string[] {
  return [...state]
    .filter(([name, { kind, outs }]) => !failures.has(name) || kind.failuresOf(outs) !== undefined)
    .flatMap(([name, { kind, outs }]) =>
      Object.entries(kind.claims(outs)).map(([mediaId, coverUrl]) => {
        const live = liveCover(emulator, mediaId);
        return live === coverUrl ? [] : `${name} says ${coverUrl} of ${mediaId}, which has ${live}`;
      }),
    )
    .flat();
}
