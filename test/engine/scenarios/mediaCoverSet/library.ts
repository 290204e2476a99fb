import { openProject, type Project, type ProjectOptions } from "../../../support/project";
import type { OpenStack } from "../../harness/stack";
import { mediaIdFor } from "../../../support/mediaIds";

/** A cover for a video; another version is another URL. */
export const coverOf = (index: number, version = "first"): string =>
  `http://c.example/${version}/${index}.jpg`;

/** The covers of some videos, as a set takes them. */
export function coversOf(indices: readonly number[], version?: string): Record<string, string> {
  return Object.fromEntries(indices.map((index) => [mediaIdFor(index), coverOf(index, version)]));
}

/** 1, 2, … */
export const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);

/** A project whose service has the media 1 to `count`, all without a cover. */
export function openLibrary(open: OpenStack, count: number, options: ProjectOptions = {}): Promise<Project> {
  const seed = upTo(count).map((index) => ({ mediaId: mediaIdFor(index) }));
  return openProject(open, { ...options, emulator: { seed, ...options.emulator } });
}

/** What the service has by now, in the order of the media; undefined where there is no cover. */
export function liveCovers({ emulator }: Project, indices: readonly number[]): (string | undefined)[] {
  return indices.map((index) => emulator.media.get(mediaIdFor(index))?.cover);
}

/** How often a text has another one in it. */
export const occurrences = (text: string, part: string): number => text.split(part).length - 1;
