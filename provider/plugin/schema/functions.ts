import { withExamples } from "./examples";
import { type ComplexTypeSpec, type FunctionSpec, type PropertySpec, reference } from "./spec";

const region = {
  type: "string",
  description: "The region of the video. Default: the provider's region.",
} as const;

const media = {
  mediaId: { type: "string", description: "The id of the video." },
  region: { type: "string", description: "The region in which the video was found." },
  title: { type: "string", description: "The title. Empty for none." },
  state: { type: "string", description: "`Initiated`, `UnPublish` or `Published`." },
  durationSeconds: {
    type: "number",
    description: "The length of the video. Absent if the service has not analysed it.",
  },
  sizeBytes: {
    type: "number",
    description: "The size of the source file. Absent if the service has not analysed it.",
  },
  coverUrl: {
    type: "string",
    description: "The current cover in canonical form, without a signature. Empty for none.",
  },
  fileUrl: { type: "string", description: "The URL of the source file, as the service spells it." },
} satisfies Record<string, PropertySpec>;

/** Looks a video up. */
export const getMediaSpec: FunctionSpec = {
  description: withExamples(
    "Looks up a video by its id or its source file. Give one of `mediaId` and `fileUrl`. A video that does not exist is an error.",
    "getMedia",
  ),
  inputs: {
    properties: {
      mediaId: { type: "string", description: "The id of the video: 32 characters of `0-9a-f`." },
      fileUrl: {
        type: "string",
        description:
          "The source file of the video: an `http:` URL without a query, or `oss://<bucket>/<object>`.",
      },
      region,
    },
    required: [],
  },
  outputs: {
    properties: media,
    required: ["mediaId", "region", "title", "state", "coverUrl", "fileUrl"],
  },
};

/** Reads a catalogue file. */
export const readManifestSpec: FunctionSpec = {
  description: withExamples(
    "Reads a manifest of covers (YAML or JSON) and returns them ready for `MediaCoverSet`: one set for each region and `onDelete`. Videos that the manifest knows by their source file are looked up. Everything that is wrong with the manifest is reported at once, with file, line and column.",
    "mediaCoverSet",
  ),
  inputs: {
    properties: {
      path: { type: "string", description: "The path of the manifest, relative to the program." },
      root: {
        type: "string",
        description:
          "The folder that all files and pictures must be in. Default: the nearest folder above the manifest that holds `.git` or `Pulumi.yaml`.",
      },
      defaults: {
        ...reference("ManifestDefaults"),
        description: "What applies where the manifest says nothing, such as what differs by stack.",
      },
    },
    required: ["path"],
  },
  outputs: {
    properties: {
      sets: {
        type: "object",
        additionalProperties: reference("ManifestSet"),
        description:
          "The arguments of a `MediaCoverSet` by the region of its videos, such as `cn-hangzhou`; of covers with `onDelete: restore` by `<region>-restore`.",
      },
      count: { type: "integer", description: "How many covers the manifest holds." },
    },
    required: ["sets", "count"],
  },
};

/** Types of arguments and results. */
export const functionTypes: Readonly<Record<string, ComplexTypeSpec>> = {
  ManifestDefaults: {
    type: "object",
    description: "What applies where a manifest says nothing.",
    properties: {
      region: { type: "string", description: "The region of the videos. Default: the provider's region." },
      onDelete: {
        type: "string",
        description: "What happens to covers that are no longer managed: `retain` or `restore`.",
      },
      files: {
        type: "string",
        description: "Where the source files of the videos are: `oss://<bucket>/` or an `http:` URL.",
      },
      baseUrl: { type: "string", description: "Where the pictures are served: an `http:` URL." },
    },
    required: [],
  },
  ManifestSet: {
    type: "object",
    description: "The arguments of a MediaCoverSet.",
    properties: {
      covers: {
        type: "object",
        additionalProperties: { type: "string" },
        description: "The URL of each picture by the id of its video.",
      },
      region: { type: "string", description: "The region of the videos." },
      onDelete: {
        type: "string",
        description: "What happens to covers that leave the set: `retain` or `restore`.",
      },
    },
    required: ["covers", "region", "onDelete"],
  },
};
