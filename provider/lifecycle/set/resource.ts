import { z } from "zod";
import type { OnDelete } from "../../cover/rules";
import { onDelete, readShape } from "../resource";
import { failedIds, type FailureRecord } from "./failures";

/** The URLs of covers by media id. */
export type Covers = Readonly<Record<string, string>>;

/** The arguments of a MediaCoverSet after `check`: complete, sorted, in canonical form. */
export interface SetInputs {
  covers: Covers;
  region: string;
  onDelete: OnDelete;
}

/** The recorded state of a MediaCoverSet. Nothing here changes by itself. */
export interface SetOutputs extends SetInputs {
  /** The number of covers that are as last declared. */
  count: number;
  /** The cover that each video had before it was managed; empty for none. Recorded if `onDelete` is "restore". */
  previousCovers: Covers;
  /** Videos on which a refresh found somebody else's cover, which deletion leaves alone until ours is set again. */
  drifted: string[];
  /** The covers that could not be set or put back in the last run. */
  failures: FailureRecord[];
  /** The time of that run in ISO 8601; empty if none failed. */
  failedAt: string;
}

const text = z.string();
const texts = z.array(text);
const covers = z.record(text, text);

const inputsShape: z.ZodType<SetInputs> = z.object({ covers, region: text, onDelete });

/**
 * Outputs as recorded by any version of this package since 0.1. New code must accept every older state, so a field that an
 * older version did not record has a default here.
 */
const outputsShape: z.ZodType<SetOutputs> = z.object({
  covers,
  region: text,
  onDelete,
  count: z.number().default(0),
  previousCovers: covers.default({}),
  drifted: texts.default([]),
  failures: z.array(z.object({ code: text, fix: text, example: text, mediaIds: texts })).default([]),
  failedAt: text.default(""),
});

/** @throws Error if the engine passes something that `check` did not return. */
export function readSetInputs(value: unknown): SetInputs {
  return readShape(inputsShape, value, "arguments of this MediaCoverSet");
}

/** @throws Error if the recorded state is not this package's. */
export function readSetOutputs(value: unknown): SetOutputs {
  return readShape(outputsShape, value, "recorded state of this MediaCoverSet");
}

/** The outputs of a set, sorted, so that the recorded state does not change by itself. */
export function setOutputs(
  inputs: Pick<SetInputs, "region" | "onDelete">,
  live: {
    covers: ReadonlyMap<string, string>;
    previousCovers: Iterable<readonly [string, string]>;
    drifted: Iterable<string>;
    failures: FailureRecord[];
    failedAt: string;
  },
): SetOutputs {
  const failed = new Set(failedIds(live.failures));
  return {
    count: [...live.covers.keys()].filter((mediaId) => !failed.has(mediaId)).length,
    covers: sorted(live.covers),
    drifted: [...live.drifted].filter((mediaId) => live.covers.has(mediaId)).toSorted(),
    failedAt: live.failures.length === 0 ? "" : live.failedAt,
    failures: live.failures,
    onDelete: inputs.onDelete,
    previousCovers: inputs.onDelete === "restore" ? sorted(live.previousCovers) : {},
    region: inputs.region,
  };
}

function sorted(entries: Iterable<readonly [string, string]>): Covers {
  return Object.fromEntries([...entries].toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** The covers to put back, by the ids of their videos: of those whose live cover is still the one that was set. */
export function restorableCovers(recorded: SetOutputs): ReadonlyMap<string, string> {
  if (recorded.onDelete !== "restore") return new Map();
  const drifted = new Set(recorded.drifted);
  const isOurs = (mediaId: string): boolean =>
    Object.hasOwn(recorded.covers, mediaId) && !drifted.has(mediaId);
  return new Map(Object.entries(recorded.previousCovers).filter(([mediaId]) => isOurs(mediaId)));
}
