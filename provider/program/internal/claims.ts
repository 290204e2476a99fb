import * as pulumi from "@pulumi/pulumi";
import { placeOf } from "./explicitProvider";
import { programConfiguration } from "./configuration";
import type { SetCovers } from "./secretUrls";

/**
 * Which resource of the program holds which media. Two resources for one media would undo each other at every run, and
 * the engine cannot see it: their names differ.
 *
 * Kept by provider, as each may be of an account of its own, and by stack for the default one, as the Automation API runs
 * several programs, or one several times, in a process.
 */
const claims = new WeakMap<object, Map<string, string>>();

/**
 * Notes that a resource holds a media.
 *
 * @returns The media's id to go on with. What is known at construction is looked at here; an output is looked at as soon
 * as it is known, and refused before the resource is registered.
 * @throws Error when another resource of the program holds the media, naming both.
 */
export function claim(
  name: string,
  args: { mediaId: pulumi.Input<string>; region?: pulumi.Input<string> } | undefined,
  provider: pulumi.ProviderResource | undefined,
): pulumi.Input<string> | undefined {
  const stack = pulumi.runtime.getStackResource();
  // No stack: a unit test under `pulumi.runtime.setMocks`, which may build one program many times.
  if (args === undefined || stack === undefined) return args?.mediaId;
  const { mediaId } = args;
  const holders = holdersOf(provider ?? stack);
  const regions = regionOf(args.region, provider);
  if (isPlain(mediaId) && typeof regions === "string") {
    note(holders, name, mediaId, regions);
    return mediaId;
  }
  return pulumi.all([mediaId, regions]).apply(([knownId, region]) => {
    note(holders, name, knownId, region);
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
  args: { covers: SetCovers; region?: pulumi.Input<string> } | undefined,
  provider: pulumi.ProviderResource | undefined,
): { covers: SetCovers | undefined; region: pulumi.Input<string> | undefined } {
  const { covers, region } = args ?? {};
  const stack = pulumi.runtime.getStackResource();
  if (covers === undefined || stack === undefined) return { covers, region };
  const effective = regionOf(region, provider);
  const noteAll = (known: object, place: string): void => {
    refuseGaps(name, known);
    for (const mediaId of Object.keys(known)) note(holdersOf(provider ?? stack), name, mediaId, place);
  };
  if (isLater(covers)) {
    return {
      covers: pulumi.all([covers, effective]).apply(([known, place]) => {
        noteAll(Object(known), place);
        return known;
      }),
      region,
    };
  }
  if (typeof effective === "string") {
    noteAll(Object(covers), effective);
    return { covers, region };
  }
  return {
    covers,
    region: effective.apply((place) => {
      noteAll(Object(covers), place);
      return place;
    }),
  };
}

/**
 * Covers that go on as they are.
 *
 * @throws Error when a cover is `undefined`, at once where that is known.
 */
export function refuseGapsIn(name: string, covers: SetCovers): SetCovers {
  if (isLater(covers)) {
    return pulumi.output(covers).apply((known) => {
      refuseGaps(name, Object(known));
      return known;
    });
  }
  refuseGaps(name, Object(covers));
  return covers;
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

function holdersOf(owner: object): Map<string, string> {
  const holders = claims.get(owner) ?? new Map<string, string>();
  claims.set(owner, holders);
  return holders;
}

/** The region that a resource is in: the one that it names, or the default one of its provider; empty for none. */
function regionOf(
  given: pulumi.Input<string> | undefined,
  provider: pulumi.ProviderResource | undefined,
): string | pulumi.Output<string> {
  const place = provider === undefined ? {} : placeOf(provider);
  if (isPlain(given) && Object.values(place).every(isPlain)) {
    return typeof given === "string" ? given : defaultRegion(provider, place);
  }
  return pulumi
    .all([given, place])
    .apply(([known, knownPlace]) => (known === undefined ? defaultRegion(provider, knownPlace) : known));
}

function defaultRegion(
  provider: pulumi.ProviderResource | undefined,
  place: Readonly<Record<string, unknown>>,
): string {
  const found = programConfiguration(provider === undefined ? undefined : place).defaultRegion();
  return found.ok ? found.value : "";
}

function isPlain(value: unknown): boolean {
  return value === undefined || value === null || typeof value !== "object";
}

/** An output or a promise. */
function isLater(value: unknown): boolean {
  return pulumi.Output.isInstance(value) || value instanceof Promise;
}
