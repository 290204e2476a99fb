import { createHash } from "node:crypto";
import { escapePath } from "./mediaFile";

/** Where the picture of a snapshot is. */

/** Everything that makes a picture what it is. */
export interface SnapshotOrigin {
  /** The video: its id, or its source file in one spelling. */
  source: string;
  /** The moment in its one spelling. */
  time: string;
  frameType: string;
  width?: number | undefined;
  height?: number | undefined;
  /** JSON. */
  triggers: readonly unknown[];
}

/**
 * What a picture's object is named by: other pictures have other names, and so other URLs, which no cache has yet.
 *
 * FROZEN: it is in users' states, and another one would take every picture again.
 */
export function hashOrigin({ source, time, frameType, width, height, triggers }: SnapshotOrigin): string {
  const origin = [source, time, frameType, width ?? null, height ?? null, sortKeys(triggers)];
  return createHash("sha256").update(JSON.stringify(origin)).digest("hex").slice(0, hashLength);
}

/** 128 bits. */
const hashLength = 32;

/** The name of a picture's object, which the service writes as a JPEG. */
export function snapshotKey(prefix: string, hash: string): string {
  return `${prefix}${hash.padEnd(hashLength, "0")}.jpg`;
}

/** The URL of an object, from where its bucket is served. */
export function joinUrl(base: string, key: string): string {
  return `${base}${base.endsWith("/") ? "" : "/"}${escapePath(key)}`;
}

/** The engine keeps no order of keys. */
function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([key, each]) => [key, sortKeys(each)] as const);
  return Object.fromEntries(entries.toSorted(([first], [second]) => (first < second ? -1 : 1)));
}
