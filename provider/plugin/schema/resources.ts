import type { Inputs, Outputs } from "../../lifecycle/resource";
import type { FailureRecord } from "../../lifecycle/set/failures";
import type { SetInputs, SetOutputs } from "../../lifecycle/set/resource";
import { withExamples } from "./examples";
import { type ComplexTypeSpec, type PropertySpec, reference, type ResourceSpec } from "./spec";

/** What is recorded, but no output for programs. */
type Internal = "drifted";

const urlMap = { type: "object", additionalProperties: { type: "string" } } as const;

/** A text and no enum: a function's result of such a type cannot be an argument in YAML. */
const onDeleteSpec = { type: "string" } as const;

const onDeleteChoices =
  "`retain` leaves it as it is; `restore` puts back the cover that was there before, if the live one is still ours. Default: `retain`.";

const arguments_ = {
  mediaId: {
    type: "string",
    description:
      "The id of the video: 32 characters of `0-9a-f`, as AddMedia or the console shows it. A change replaces the resource.",
    willReplaceOnChanges: true,
  },
  coverUrl: {
    type: "string",
    description:
      "The picture: an absolute `http:` URL without user, query or fragment, at most 3,200 bytes after percent-encoding. The service does not accept `https:`. The URL is stored and sent in canonical form; equivalent spellings never cause an update.",
  },
  region: {
    type: "string",
    description: "The region of the video. Default: the provider's region. A change replaces the resource.",
    willReplaceOnChanges: true,
  },
  onDelete: {
    ...onDeleteSpec,
    description: `What happens to the cover when you delete the resource: ${onDeleteChoices}`,
  },
} satisfies Record<keyof Inputs, PropertySpec>;

const outputs = {
  mediaId: { type: "string", description: "The id of the video." },
  coverUrl: { type: "string", description: "The URL of the cover in canonical form." },
  region: { type: "string", description: "The region of the video." },
  onDelete: { ...onDeleteSpec, description: "What happens to the cover when you delete the resource." },
  previousCoverUrl: {
    type: "string",
    description: "The cover that the video had when it was first managed. Empty for none.",
  },
  title: { type: "string", description: "The title of the video. Empty for none." },
  fileUrl: { type: "string", description: "The URL of the source file of the video." },
} satisfies Record<Exclude<keyof Outputs, Internal>, PropertySpec>;

/** The cover of one video. */
export const mediaCoverSpec: ResourceSpec = {
  description: withExamples(
    "The cover (thumbnail) of one video of ApsaraVideo Media Processing.\n\nIf the video already has a cover, creating the resource adopts it: the cover is set only where it differs.\n\nImport a cover by `<region>/<mediaId>`.",
    "mediaCover",
  ),
  inputProperties: arguments_,
  requiredInputs: ["mediaId", "coverUrl"],
  properties: outputs,
  required: Object.keys(outputs),
  // What the dynamic provider calls it. Moving a stack from there changes nothing.
  aliases: [{ type: "pulumi-nodejs:dynamic/mediacover:MediaCover" }],
};

const setArguments = {
  covers: {
    ...urlMap,
    description:
      "The URL of each picture by the id of its video, both as in `MediaCover`. An empty map manages nothing.",
  },
  region: {
    type: "string",
    description:
      "The region of all the videos. Default: the provider's region. A change replaces the resource.",
    willReplaceOnChanges: true,
  },
  onDelete: {
    ...onDeleteSpec,
    description:
      "What happens to a cover when you remove it from the set or delete the set. Default: `retain`. Covers that were in the set before you set `restore` are left as they are.",
  },
} satisfies Record<keyof SetInputs, PropertySpec>;

const setOutputs = {
  covers: {
    ...urlMap,
    description: "The covers as recorded, in canonical form. For a cover that failed, the one before.",
  },
  region: { type: "string", description: "The region of all the videos." },
  onDelete: { ...onDeleteSpec, description: "What happens to a cover that leaves the set." },
  count: { type: "integer", description: "How many covers are as declared." },
  previousCovers: {
    ...urlMap,
    description: "With `restore`: the cover that each video had when it was first managed. Empty for none.",
  },
  failures: {
    type: "array",
    items: reference("FailureRecord"),
    description: "The covers that failed in the last run, by reason.",
  },
  failedAt: {
    type: "string",
    description: "The time of that run in ISO 8601 format. Empty if none failed.",
  },
  drifted: {
    type: "array",
    items: { type: "string" },
    description: "The ids of videos whose cover the last refresh found to be somebody else's.",
  },
} satisfies Record<keyof SetOutputs, PropertySpec>;

/** The covers of many videos. */
export const mediaCoverSetSpec: ResourceSpec = {
  description: withExamples(
    "The covers (thumbnails) of many videos of one region as one resource, for catalogues of hundreds or thousands.\n\nOnly covers that differ cost a call, and calls are paced just below the limit of the account. If some covers fail, the others are still set: the run ends with an error that names the failed ones, and the next run sends only these.\n\nA set has no identity in the service and cannot be imported. Declare it: the first `pulumi up` adopts the covers that are there.",
    "mediaCoverSet",
  ),
  inputProperties: setArguments,
  requiredInputs: ["covers"],
  properties: setOutputs,
  required: Object.keys(setOutputs),
  aliases: [{ type: "pulumi-nodejs:dynamic/mediacover:MediaCoverSet" }],
};

const failureRecord = {
  code: {
    type: "string",
    description: "The error code of the service or of the network, or `MediaNotFound` or `NotTried`.",
  },
  fix: { type: "string", description: "What to do about it." },
  example: { type: "string", description: "The whole error of the first of these covers." },
  mediaIds: {
    type: "array",
    items: { type: "string" },
    description: "The ids of the videos whose covers failed for this reason.",
  },
} satisfies Record<keyof FailureRecord, PropertySpec>;

/** Types of arguments and outputs. */
export const resourceTypes: Readonly<Record<string, ComplexTypeSpec>> = {
  FailureRecord: {
    type: "object",
    description: "Covers that failed for one reason.",
    properties: failureRecord,
    required: Object.keys(failureRecord),
  },
};
