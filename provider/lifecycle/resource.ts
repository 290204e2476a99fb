import { z } from "zod";
import { onDeleteChoices, type OnDelete } from "../cover/rules";

/** The arguments of a MediaCover after `check`: complete and in canonical form. */
export interface Inputs {
  mediaId: string;
  coverUrl: string;
  region: string;
  onDelete: OnDelete;
}

/** The recorded state of a MediaCover. Nothing here changes by itself. */
export interface Outputs extends Inputs {
  /** The cover that the video had when it was first managed, verbatim; empty for none. */
  previousCoverUrl: string;
  title: string;
  fileUrl: string;
  /** A refresh found somebody else's cover, which deletion leaves alone. Absent once ours is set again. */
  drifted?: true | undefined;
}

/** An unknown value in a state counts as "retain". */
export const onDelete = z.enum(onDeleteChoices).catch("retain");

const text = z.string();

/** Arguments as `check` returns them. */
const inputsShape: z.ZodType<Inputs> = z.object({ mediaId: text, coverUrl: text, region: text, onDelete });

/**
 * Outputs as recorded by any version of this package since 0.1. New code must accept every older state, so a field that an
 * older version did not record has a default here.
 */
const outputsShape: z.ZodType<Outputs> = z.object({
  mediaId: text,
  coverUrl: text,
  region: text,
  onDelete,
  previousCoverUrl: text.default(""),
  title: text.default(""),
  fileUrl: text.default(""),
  drifted: z.literal(true).optional(),
});

/** @throws Error if the engine passes something that `check` did not return. */
export function readInputs(value: unknown): Inputs {
  return readShape(inputsShape, value, "arguments of this MediaCover");
}

/** @throws Error if the recorded state is not this package's. */
export function readOutputs(value: unknown): Outputs {
  return readShape(outputsShape, value, "recorded state of this MediaCover");
}

/**
 * The recorded outputs, or undefined in a `.get`, where nothing is recorded.
 *
 * @throws Error if the recorded state is not this package's.
 */
export function readOutputsIfAny(value: unknown): Outputs | undefined {
  const isRecorded = typeof value === "object" && value !== null && Object.hasOwn(value, "mediaId");
  return isRecorded ? readOutputs(value) : undefined;
}

/** @throws Error naming `what` and the fields that do not have the shape. */
export function readShape<T>(shape: z.ZodType<T>, value: unknown, what: string): T {
  const parsed = shape.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new Error(`the ${what} cannot be read: ${z.prettifyError(parsed.error)}`);
}
