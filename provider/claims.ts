import * as pulumi from "@pulumi/pulumi";
import type { MediaCoverArgs } from "./mediaCover";
import type { MediaCoverSetArgs } from "./mediaCoverSet";
import { programConfiguration } from "./programConfig";

/**
 * Which resource of the program holds which media. Two resources for one media would undo each other at every run, and
 * the engine cannot see it: their names differ.
 *
 * Kept by stack, as the Automation API runs several programs, or one several times, in a process.
 */
const claims = new WeakMap<object, Map<string, string>>();

/**
 * Notes that a resource holds a media.
 *
 * @returns The media's id to go on with. What is known at construction is looked at here; an output is looked at as soon
 * as it is known, and refused before the resource is registered.
 * @throws Error when another resource of the program holds the media, naming both.
 */
export function claim(name: string, args: MediaCoverArgs | undefined): pulumi.Input<string> | undefined {
  const stack = pulumi.runtime.getStackResource();
  // No stack: a unit test under `pulumi.runtime.setMocks`, which may build one program many times.
  if (args === undefined || stack === undefined) return args?.mediaId;
  const { mediaId, region } = args;
  const holders = holdersOf(stack);
  if (isPlain(mediaId) && isPlain(region)) {
    note(holders, name, mediaId, regionOf(region));
    return mediaId;
  }
  return pulumi.all([mediaId, region]).apply(([knownId, knownRegion]) => {
    note(holders, name, knownId, regionOf(knownRegion));
    return knownId;
  });
}

/**
 * Notes that a set holds its media.
 *
 * @returns Covers and region to go on with; see `claim`. What is not known yet makes nothing else unknown.
 * @throws Error when another resource of the program holds one of the media, naming both; or when a cover is `undefined`,
 * which Pulumi would leave out without a word.
 */
export function claimAll(
  name: string,
  args: MediaCoverSetArgs | undefined,
): { covers: MediaCoverSetArgs["covers"] | undefined; region: pulumi.Input<string> | undefined } {
  const { covers, region } = args ?? {};
  const stack = pulumi.runtime.getStackResource();
  if (covers === undefined || stack === undefined) return { covers, region };
  const noteAll = (known: object, place: string): void => {
    refuseGaps(name, known);
    for (const mediaId of Object.keys(known)) note(holdersOf(stack), name, mediaId, place);
  };
  if (isLater(covers)) {
    return {
      covers: pulumi.all([covers, region]).apply(([known, place]) => {
        noteAll(Object(known), regionOf(place));
        return known;
      }),
      region,
    };
  }
  if (isPlain(region)) {
    noteAll(Object(covers), regionOf(region));
    return { covers, region };
  }
  return {
    covers,
    region: pulumi.output(region).apply((place) => {
      noteAll(Object(covers), regionOf(place));
      return place ?? regionOf(place);
    }),
  };
}

function refuseGaps(name: string, covers: object): void {
  const gap = Object.entries(covers).find(([, coverUrl]) => coverUrl === undefined);
  const isMap = covers instanceof Map;
  if (gap === undefined && !isMap) return;
  const problem = isMap ? "covers is a Map" : `covers["${gap?.[0]}"] is undefined`;
  const fix = isMap ? "write Object.fromEntries(covers)" : "give its URL, or leave the media out";
  throw new Error(`MediaCoverSet "${name}": ${problem}, and Pulumi would take it for nothing: ${fix}`);
}

function note(holders: Map<string, string>, name: string, mediaId: unknown, region: string): void {
  // Anything else is for `check` to refuse.
  if (typeof mediaId !== "string") return;
  const key = `${region}/${mediaId}`;
  const holder = holders.get(key);
  if (holder !== undefined) {
    throw new Error(
      `media ${mediaId} is managed by two resources of this program, "${holder}" and "${name}": remove one, as each would overwrite the other's cover`,
    );
  }
  holders.set(key, name);
}

function holdersOf(stack: object): Map<string, string> {
  const holders = claims.get(stack) ?? new Map<string, string>();
  claims.set(stack, holders);
  return holders;
}

/** The region that a resource is in: the one that it names, or the default one. */
function regionOf(given: unknown): string {
  if (typeof given === "string") return given;
  const found = programConfiguration().defaultRegion();
  return "region" in found ? found.region : "";
}

function isPlain(value: unknown): boolean {
  return value === undefined || value === null || typeof value !== "object";
}

/** An output or a promise. */
function isLater(value: unknown): boolean {
  return pulumi.Output.isInstance(value) || value instanceof Promise;
}
