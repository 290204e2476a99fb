import { z } from "zod";
import { type FrameType, frameTypes } from "../../cover/snapshotRules";
import { readShape } from "../resource";
import { ossObject } from "./values";

/** The arguments of a CoverSnapshot after `check`: complete, and with the place of the picture. */
export interface SnapshotInputs {
  /** The video's id; absent where it is named by its file. */
  mediaId?: string | undefined;
  /** The video's source file, as written; absent where it is named by its id. */
  fileUrl?: string | undefined;
  /** As written. */
  time: string | number;
  frameType: FrameType;
  width?: number | undefined;
  height?: number | undefined;
  bucket: string;
  prefix: string;
  baseUrl?: string | undefined;
  region: string;
  pipelineId?: string | undefined;
  triggers?: unknown[] | undefined;
  /** The name of the picture's object. */
  objectKey: string;
  /** The URL of the picture, in canonical form. */
  coverUrl: string;
}

/** The recorded state of a CoverSnapshot. Nothing here changes by itself, and nothing needs the job. */
export interface SnapshotOutputs extends SnapshotInputs {
  /** The video's source file: as written, or else as the service says it. */
  fileUrl: string;
  /** The moment of the picture. */
  timeMs: number;
}

const text = z.string();

const inputFields = {
  mediaId: text.optional(),
  fileUrl: text.optional(),
  time: z.union([text, z.number()]),
  frameType: z.enum(frameTypes),
  width: z.number().optional(),
  height: z.number().optional(),
  bucket: text,
  prefix: text,
  baseUrl: text.optional(),
  region: text,
  pipelineId: text.optional(),
  triggers: z.array(z.unknown()).optional(),
  objectKey: text,
  coverUrl: text,
};

const inputsShape: z.ZodType<SnapshotInputs> = z.object(inputFields);

/** A field that an older version did not record has a default here. */
const outputsShape: z.ZodType<SnapshotOutputs> = z.object({
  ...inputFields,
  fileUrl: text,
  timeMs: z.number(),
});

/** @throws Error if the engine passes something that `check` did not return. */
export function readSnapshotInputs(value: unknown): SnapshotInputs {
  return readShape(inputsShape, value, "arguments of this CoverSnapshot");
}

/** @throws Error if the recorded state is not this package's. */
export function readSnapshotOutputs(value: unknown): SnapshotOutputs {
  return readShape(outputsShape, value, "recorded state of this CoverSnapshot");
}

/** The arguments that outputs were made from. */
export function inputsFrom({ fileUrl, timeMs: _timeMs, ...rest }: SnapshotOutputs): SnapshotInputs {
  return rest.mediaId === undefined ? { ...rest, fileUrl } : rest;
}

/** The id of a CoverSnapshot: `<region>/<mediaId>` or `<region>/<bucket>/<object>`. Frozen: it is in users' states. */
export function snapshotId({ region, mediaId, fileUrl }: SnapshotInputs): string {
  if (mediaId !== undefined) return `${region}/${mediaId}`;
  const { bucket, key } = ossObject(fileUrl ?? "");
  return `${region}/${bucket}/${key}`;
}
