import { z } from "zod";
import { type OnDelete, onDelete } from "../resource";
import type { FailureRecord } from "./failures";

/** The URLs of covers by the ids of their media. */
export type Covers = Readonly<Record<string, string>>;

/** The arguments of a MediaCoverSet after `check`: complete, sorted, in canonical form. */
export interface SetInputs {
  covers: Covers;
  region: string;
  onDelete: OnDelete;
}

/** What is kept of a MediaCoverSet. Nothing here changes by itself. */
export interface SetOutputs extends SetInputs {
  /** How many covers are applied. */
  count: number;
  /** What each media had before it was managed; empty for none. Kept where `onDelete` is "restore". */
  previousCovers: Covers;
  /** The covers that could not be set, or not be put back, in the last run. */
  failures: FailureRecord[];
}

const covers = z.record(z.string(), z.string());

const inputsShape: z.ZodType<SetInputs> = z.object({ covers, region: z.string(), onDelete });

/**
 * Outputs as any version of this package, from 0.1 on, recorded them. What an older version did not record yet has a
 * default here: new code must accept every older state.
 */
const outputsShape: z.ZodType<SetOutputs> = z.object({
  covers,
  region: z.string(),
  onDelete,
  count: z.number().default(0),
  previousCovers: covers.default({}),
  failures: z
    .array(
      z.object({ code: z.string(), fix: z.string(), example: z.string(), mediaIds: z.array(z.string()) }),
    )
    .default([]),
});

/** @throws Error when what the engine hands over is not what `check` returned. */
export function readSetInputs(value: unknown): SetInputs {
  return read(inputsShape, value, "arguments");
}

/** @throws Error when the recorded state is not this package's. */
export function readSetOutputs(value: unknown): SetOutputs {
  return read(outputsShape, value, "recorded state");
}

function read<T>(shape: z.ZodType<T>, value: unknown, what: string): T {
  const parsed = shape.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new Error(`the ${what} of this MediaCoverSet cannot be read: ${z.prettifyError(parsed.error)}`);
}

/** Covers in the order of their media's ids, so that what is recorded does not change by itself. */
export function sortedCovers(entries: Iterable<readonly [string, string]>): Covers {
  return Object.fromEntries([...entries].toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
