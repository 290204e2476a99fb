import type { z as Zod } from "zod";
import { coverLimits } from "../cover/limits";
import { checkMediaBase } from "../cover/mediaFile";
import { describeValue, invalid, type Result, valid } from "../cover/problem";
import { regionPattern } from "../cover/regions";
import { checkCoverUrl, checkMediaId, checkRegion, onDeleteChoices } from "../cover/rules";
import { readSnapshotTime } from "../cover/snapshotTime";

/**
 * The form of a manifest: the source of both the checks and the published JSON Schema. The rules of `cover/` check the values;
 * the patterns here are for editors only.
 */

/** What an editor shows for a value. */
interface Shown {
  description: string;
  pattern?: string;
  examples?: string[];
}

/** The forms of a file and its parts. */
function makeShapes() {
  // Here, because zod takes long to load and most programs have no manifest.
  const { z }: typeof import("zod") = require("zod");
  const text = (shown: Shown): Zod.ZodString => z.string().meta({ ...shown });

  /** A text that is replaced with what its rule returns. */
  const ruled = (rule: (value: unknown) => Result<string>, shown: Shown) =>
    text(shown).transform((value, context) => {
      const checked = rule(value);
      if (checked.ok) return checked.value;
      for (const problem of checked.problems) {
        context.issues.push({ code: "custom", params: { problem }, input: value });
      }
      return z.NEVER;
    });

  const region = ruled((value) => checkRegion(value, invalid("is not set")), {
    description: "The region where the video is. Default: that of the stack.",
    pattern: regionPattern.source,
    examples: ["cn-hangzhou"],
  });

  const onDelete = z.enum(onDeleteChoices).meta({
    description:
      "What becomes of a cover when it is taken out: retain leaves it, restore puts back the one before. Default: retain.",
  });

  /** A moment of a video, which goes on as it is written. */
  const snapshot = (description: string) =>
    z
      .union([z.number(), z.string()])
      .meta({ description, examples: [12.5, "1m30s", "50%"] })
      .superRefine((value, context) => {
        const checked = readSnapshotTime(value);
        if (checked.ok) return;
        for (const problem of checked.problems) {
          context.issues.push({ code: "custom", params: { problem }, input: value });
        }
      });

  /** What holds for covers that do not say otherwise. */
  const defaults = z
    .strictObject({
      region: region.optional(),
      onDelete: onDelete.optional(),
      baseUrl: ruled(checkCoverUrl, {
        description:
          "Where http: serves this manifest's folder: the URL of an image is this and the image's path, encoded.",
        examples: ["http://covers.oss-cn-hangzhou.aliyuncs.com/"],
      }).optional(),
      files: ruled(checkMediaBase, {
        description: "Where the source files of the videos are: a file without a scheme is from here.",
        examples: ["oss://videos/"],
      }).optional(),
      bucket: ruled(checkBucket, {
        description:
          "The OSS bucket that snapshots go to, and that images are uploaded to. The latter needs a program that does so (uploadPictures).",
        pattern: bucketPattern.source,
      }).optional(),
      snapshot: snapshot(
        "The cover of each video that names none: its frame at this time, in seconds, or as 1m30s or 50%.",
      ).optional(),
    })
    .meta({
      description: "What holds for all covers that do not say otherwise, those of included files too.",
    });

  /** One entry. */
  const cover = z
    .strictObject({
      mediaId: ruled(checkMediaId, {
        description: "The video, by its id.",
        pattern: `^[0-9a-f]{${coverLimits.mediaIdLength}}$`,
      }).optional(),
      file: text({
        description:
          "The video, by its source file: its http: URL, oss://<bucket>/<object>, or where there is defaults.files, a path from there.",
        examples: ["oss://videos/trailer.mp4"],
      }).optional(),
      url: ruled(checkCoverUrl, {
        description: "The cover: an http: URL without ?query.",
        examples: ["http://covers.oss-cn-hangzhou.aliyuncs.com/trailer.jpg"],
      }).optional(),
      image: text({
        description: "The cover: a picture of this project, by its path from this file.",
        examples: ["pictures/trailer.jpg"],
      }).optional(),
      snapshot: snapshot(
        "The cover: the video's own frame at this time, in seconds, or as 1m30s or 50%.",
      ).optional(),
      region: region.optional(),
      onDelete: onDelete.optional(),
    })
    .meta({
      oneOf: [{ required: ["mediaId"] }, { required: ["file"] }],
      not: {
        anyOf: [
          ["url", "image"],
          ["url", "snapshot"],
          ["image", "snapshot"],
        ].map((required) => ({ required })),
      },
    });

  /** One file. */
  const manifest = z
    .strictObject({
      $schema: text({ description: "Where editors find the schema." }).optional(),
      defaults: defaults.optional(),
      include: z
        .array(text({ description: "A path from this file." }))
        .meta({ description: "Other files of the manifest." })
        .optional(),
      pictures: text({
        description:
          "A folder, by its path from this file: the cover of a video that names none is the picture in it that has the name of the video's id or source file.",
      }).optional(),
      covers: z.array(cover).meta({ description: "The covers: one for each video." }).optional(),
    })
    .meta({ title: "Covers of ApsaraVideo MPS videos", description: "A manifest of pulumi-mediacover." });

  /** One file, whose defaults and covers are checked one by one. */
  const frame = manifest.extend({
    defaults: z.unknown().optional(),
    covers: z.array(z.unknown()).optional(),
  });

  const jsonSchema = (): object => z.toJSONSchema(manifest, { io: "input", target: "draft-7" });
  return { defaults, cover, frame, jsonSchema };
}

type Shapes = ReturnType<typeof makeShapes>;

/** Made when the first manifest is read. */
let madeShapes: Shapes | undefined;
const shapes = (): Shapes => (madeShapes ??= makeShapes());

const bucketPattern = /^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/;

function checkBucket(value: unknown): Result<string> {
  return typeof value === "string" && bucketPattern.test(value)
    ? valid(value)
    : invalid("must be the name of an OSS bucket: 3 to 63 characters of a-z, 0-9 and hyphens", {
        got: describeValue(value),
      });
}

/** The values of an entry, each checked. */
export type CoverShape = Zod.infer<Shapes["cover"]>;
/** The values of defaults, each checked. */
export type DefaultsShape = Zod.infer<Shapes["defaults"]>;

/** A map of a manifest: how its values are checked, and how errors call it. */
export interface MapShape<Values> {
  name: string;
  /** Without `$schema`, which nobody misspells. */
  keys: string[];
  schema: Zod.ZodType<Values>;
}

/** One file of a manifest, without what is in its defaults and covers. */
export function frameShape(): MapShape<Zod.infer<Shapes["frame"]>> {
  const { frame } = shapes();
  const keys = Object.keys(frame.shape).filter((key) => key !== "$schema");
  return { name: "a manifest", keys, schema: frame };
}

/** What holds for covers that do not say otherwise. */
export function defaultsShape(): MapShape<DefaultsShape> {
  const { defaults } = shapes();
  return { name: "defaults", keys: Object.keys(defaults.shape), schema: defaults };
}

/** One entry of a manifest. */
export function coverShape(): MapShape<CoverShape> {
  const { cover } = shapes();
  return { name: "a cover", keys: Object.keys(cover.shape), schema: cover };
}

/** The JSON Schema of a manifest, for editors: draft 7, which all of them know. */
export function manifestJsonSchema(): object {
  return shapes().jsonSchema();
}
