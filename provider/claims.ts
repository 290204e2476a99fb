import * as pulumi from "@pulumi/pulumi";
import { readConfiguration } from "./config";
import type { MediaCoverArgs } from "./mediaCover";

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
    note(holders, name, mediaId, region);
    return mediaId;
  }
  return pulumi.all([mediaId, region]).apply(([knownId, knownRegion]) => {
    note(holders, name, knownId, knownRegion);
    return knownId;
  });
}

function note(holders: Map<string, string>, name: string, mediaId: unknown, region: unknown): void {
  // Anything else is for `check` to refuse.
  if (typeof mediaId !== "string") return;
  const key = `${typeof region === "string" ? region : defaultRegion()}/${mediaId}`;
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

function defaultRegion(): string {
  const configuration = readConfiguration((key) => {
    const [namespace, name] = key.split(":", 2);
    return name === undefined ? undefined : new pulumi.Config(namespace).get(name);
  });
  const found = configuration.defaultRegion();
  return "region" in found ? found.region : "";
}

function isPlain(value: unknown): boolean {
  return value === undefined || value === null || typeof value !== "object";
}
