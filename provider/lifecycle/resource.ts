import type { z } from "zod";
import { onDeleteChoices, type OnDelete } from "../cover/rules";
import { lazily, zod } from "../lazily";

/** The arguments of a MediaCover after `check`: complete and in canonical form. */
export interface Inputs {
  mediaId: string;
  coverUrl: string;
  region: string;
  onDelete: OnDelete;
}

/** What is kept of a MediaCover. Nothing here changes by itself. */
export interface Outputs extends Inputs {
  /** The cover that the media had when it was first managed, verbatim; empty for none. */
  previousCoverUrl: string;
  title: string;
  fileUrl: string;
  /** A refresh found somebody else's cover: it is not ours to put another in its place, until ours is set again. */
  drifted?: true | undefined;
}

/** What deleting does; what no version knows is taken for "retain". */
export const onDelete = lazily(() => zod().enum(onDeleteChoices).catch("retain"));

/** Arguments as `check` passed them on. */
const inputsShape = lazily((): z.ZodType<Inputs> => {
  const text = zod().string();
  return zod().object({ mediaId: text, coverUrl: text, region: text, onDelete: onDelete() });
});

/**
 * Outputs as any version of this package, from 0.1 on, recorded them. What an older version did not record yet has a
 * default here: new code must accept every older state.
 */
const outputsShape = lazily((): z.ZodType<Outputs> => {
  const text = zod().string();
  return zod().object({
    mediaId: text,
    coverUrl: text,
    region: text,
    onDelete: onDelete(),
    previousCoverUrl: text.default(""),
    title: text.default(""),
    fileUrl: text.default(""),
    drifted: zod().literal(true).optional(),
  });
});

/** @throws Error when what the engine hands over is not what `check` returned. */
export function readInputs(value: unknown): Inputs {
  return readShape(inputsShape(), value, "arguments of this MediaCover");
}

/** @throws Error when the recorded state is not this package's. */
export function readOutputs(value: unknown): Outputs {
  return readShape(outputsShape(), value, "recorded state of this MediaCover");
}

/**
 * What is recorded, if anything is: in a `.get` the engine hands over nothing of ours.
 *
 * @throws Error when something is recorded that is not this package's.
 */
export function readOutputsIfAny(value: unknown): Outputs | undefined {
  const isRecorded = typeof value === "object" && value !== null && Object.hasOwn(value, "mediaId");
  return isRecorded ? readOutputs(value) : undefined;
}

/** @throws Error saying of what a value does not have the shape. */
export function readShape<T>(shape: z.ZodType<T>, value: unknown, what: string): T {
  const parsed = shape.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new Error(`the ${what} cannot be read: ${zod().prettifyError(parsed.error)}`);
}

/** The id of a MediaCover: `<region>/<mediaId>`. Frozen: it is in users' states. */
export function resourceId({ region, mediaId }: Pick<Inputs, "region" | "mediaId">): string {
  return `${region}/${mediaId}`;
}

/** @throws Error naming the form of an id, for `.get` with another. */
export function parseResourceId(id: string): Pick<Inputs, "region" | "mediaId"> {
  const [, region, mediaId] = /^([a-z0-9-]+)\/([0-9a-f]{32})$/.exec(id) ?? [];
  if (region !== undefined && mediaId !== undefined) return { region, mediaId };
  throw new Error(
    `the id of a MediaCover is <region>/<mediaId>, such as cn-hangzhou/6cc3aa66d1cb4bb2adf14e726c0a0001; got ${JSON.stringify(id)}`,
  );
}
