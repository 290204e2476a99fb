import type { SnapshotInputs, SnapshotOutputs } from "../../lifecycle/snapshot/resource";
import { withExamples } from "./examples";
import type { PropertySpec, ResourceSpec } from "./spec";

const anything = { type: "array", items: { $ref: "pulumi.json#/Any" } } as const;

const arguments_ = {
  mediaId: {
    type: "string",
    description:
      "The video by its id: 32 characters of `0-9a-f`. Give this or `fileUrl`. A change replaces the resource.",
    willReplaceOnChanges: true,
  },
  fileUrl: {
    type: "string",
    description:
      "The video by its source file: `oss://<bucket>/<object>`, or its URL at the endpoint of the bucket. Give this or `mediaId`. A change replaces the resource.",
    willReplaceOnChanges: true,
  },
  time: {
    type: "string",
    description:
      'The moment: seconds, `"12.5s"`, `"1m30s"`, `"00:01:30.500"`, or `"50%"` of the duration where MPS knows it.',
  },
  frameType: {
    type: "string",
    description:
      "`normal` takes the very frame, `intra` the nearest key frame, which is quicker. Default: `normal`.",
  },
  width: {
    type: "integer",
    description: "8 to 4,096 pixels. Default: from `height` and the ratio of the video, or as the video.",
  },
  height: {
    type: "integer",
    description: "8 to 4,096 pixels. Default: from `width` and the ratio of the video, or as the video.",
  },
  bucket: {
    type: "string",
    description:
      "The OSS bucket that the picture goes to, in the same region. MPS must be allowed to write to it.",
  },
  prefix: { type: "string", description: "Begins the name of the object. Default: `covers/`." },
  baseUrl: {
    type: "string",
    description: "Where `http:` serves the bucket. Default: the public endpoint of the bucket.",
  },
  region: {
    type: "string",
    description:
      "The region of the video and of both buckets. Default: the provider's region. A change replaces the resource.",
    willReplaceOnChanges: true,
  },
  pipelineId: {
    type: "string",
    description: "The pipeline of jobs that take long. Default: the choice of MPS.",
  },
  triggers: {
    ...anything,
    description: "Any values: a change takes the picture again, at another URL.",
  },
} satisfies Record<Exclude<keyof SnapshotInputs, "objectKey" | "coverUrl">, PropertySpec>;

const outputs = {
  mediaId: { type: "string", description: "The id of the video. Absent if it is given by its file." },
  fileUrl: { type: "string", description: "The source file of the video." },
  time: { type: "string", description: "The moment as given." },
  timeMs: { type: "integer", description: "The moment in milliseconds." },
  frameType: { type: "string", description: "`normal` or `intra`." },
  width: { type: "integer", description: "The width as given." },
  height: { type: "integer", description: "The height as given." },
  bucket: { type: "string", description: "The bucket of the picture." },
  prefix: { type: "string", description: "The beginning of the name of the object." },
  objectKey: { type: "string", description: "The name of the picture's object." },
  coverUrl: { type: "string", description: "The URL of the picture, as `MediaCover` takes it." },
  baseUrl: { type: "string", description: "Where the bucket is served, as given." },
  region: { type: "string", description: "The region of the video and of both buckets." },
  pipelineId: { type: "string", description: "The pipeline as given." },
  triggers: { ...anything, description: "The values as given." },
} satisfies Record<keyof SnapshotOutputs, PropertySpec>;

/** A frame of a video as a picture. */
export const coverSnapshotSpec: ResourceSpec = {
  description: withExamples(
    "A frame of a video as a picture in an OSS bucket, taken by ApsaraVideo Media Processing, ready to be a cover.\n\nThe name of the object is a hash of everything that makes the picture. The same arguments have the same URL, and another picture has another URL, which a preview knows.\n\nMPS cannot remove a picture: deleting or changing the resource leaves the object in the bucket.",
    "coverSnapshot",
  ),
  inputProperties: arguments_,
  requiredInputs: ["time", "bucket"],
  properties: outputs,
  required: ["fileUrl", "time", "timeMs", "frameType", "bucket", "prefix", "objectKey", "coverUrl", "region"],
  // What the dynamic provider calls it. Moving a stack from there changes nothing.
  aliases: [{ type: "pulumi-nodejs:dynamic/mediacover:CoverSnapshot" }],
};
