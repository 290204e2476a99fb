import type { z } from "zod";
import { lazily, zod } from "../lazily";
import { checkMediaBase } from "../cover/mediaFile";
import { onDeleteChoices } from "../cover/rules";
import {
  describeProblem,
  describeProblems,
  describeValue,
  invalid,
  type Result,
  valid,
} from "../cover/problem";
import { checkCoverUrl, checkMediaId, checkOnDelete, checkRegion } from "../cover/rules";
import { coverLimits } from "../cover/limits";
import { regionPattern } from "../cover/regions";

/**
 * The form of a manifest: the source of both the checks and the published JSON Schema. What a value must be is said by
 * the rules of the lifecycle; the patterns here are for editors only.
 */

/** What an editor shows of a value. */
interface Shown {
  description: string;
  pattern?: string;
  examples?: string[];
  default?: string;
}

const text = (shown: Shown) =>
  zod()
    .string({ error: ({ input }) => notA("text", input) })
    .meta({ ...shown });

/** A text for which there is a rule; it goes on as the rule says. */
const ruled = (rule: (value: unknown) => Result<string>, shown: Shown) =>
  text(shown).transform((value, context) => {
    const checked = rule(value);
    if (checked.ok) return checked.value;
    for (const problem of checked.problems) {
      context.issues.push({ code: "custom", message: describeProblem(problem), input: value });
    }
    return zod().NEVER;
  });

const list = <T extends z.ZodType>(of: T, description: string) =>
  zod()
    .array(of, { error: ({ input }) => notA("list", input) })
    .meta({ description });

function notA(kind: "text" | "list" | "map", input: unknown): string {
  return input === null || input === undefined
    ? "has no value; write one, or take it out"
    : `must be a ${kind}; got ${describeValue(input)}`;
}

const region = lazily(() =>
  ruled((value) => checkRegion(value, invalid("is not set")), {
    description: "The region where the media lives. Default: that of the stack.",
    pattern: regionPattern.source,
    examples: ["cn-hangzhou"],
  }),
);

const onDelete = lazily(() =>
  zod()
    .enum(onDeleteChoices, {
      error: ({ input }) => {
        const checked = checkOnDelete(input);
        return checked.ok ? notA("text", input) : describeProblems(checked.problems);
      },
    })
    .meta({
      description:
        "What becomes of a cover when it is taken out: retain leaves it, restore puts back the one before. Default: retain.",
    }),
);

const bucketPattern = /^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/;

function checkBucket(value: unknown): Result<string> {
  return typeof value === "string" && bucketPattern.test(value)
    ? valid(value)
    : invalid("must be the name of an OSS bucket: 3 to 63 characters of a-z, 0-9 and hyphens", {
        got: describeValue(value),
      });
}

/** Only for what is no map at all: zod asks for the words of unknown keys, too. */
const map = ({ code, input }: { code: string; input?: unknown }): string | undefined =>
  code === "invalid_type" ? notA("map", input) : undefined;

/** What holds for covers that do not say otherwise. */
export const defaultsShape = lazily(() =>
  zod()
    .strictObject(
      {
        region: region().optional(),
        onDelete: onDelete().optional(),
        baseUrl: ruled(checkCoverUrl, {
          description:
            "Where http: serves this manifest's folder: the URL of an image is this and the image's path, encoded.",
          examples: ["http://covers.oss-cn-hangzhou.aliyuncs.com/"],
        }).optional(),
        files: ruled(checkMediaBase, {
          description: "Where the source files of media are: a file without a scheme is from here.",
          examples: ["oss://videos/"],
        }).optional(),
        bucket: ruled(checkBucket, {
          description:
            "The OSS bucket that images are uploaded to. Needs a program that does so (uploadPictures).",
          pattern: bucketPattern.source,
        }).optional(),
      },
      { error: map },
    )
    .meta({
      description: "What holds for all covers that do not say otherwise, those of included files too.",
    }),
);

/** One entry of a manifest. */
export const coverShape = lazily(() =>
  zod()
    .strictObject(
      {
        mediaId: ruled(checkMediaId, {
          description: "The media, by its id.",
          pattern: `^[0-9a-f]{${coverLimits.mediaIdLength}}$`,
        }).optional(),
        file: text({
          description:
            "The media, by its source file: its http: URL, oss://<bucket>/<object>, or where there is defaults.files, a path from there.",
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
        region: region().optional(),
        onDelete: onDelete().optional(),
      },
      { error: map },
    )
    .meta({
      oneOf: [{ required: ["mediaId"] }, { required: ["file"] }],
      not: { required: ["url", "image"] },
    }),
);

/** One file of a manifest. */
export const manifestShape = lazily(() =>
  zod()
    .strictObject(
      {
        $schema: text({ description: "Where editors find the schema." }).optional(),
        defaults: defaultsShape().optional(),
        include: list(
          text({ description: "A path from this file." }),
          "Other files of the manifest.",
        ).optional(),
        pictures: text({
          description:
            "A folder, by its path from this file: the cover of a media that names none is the picture in it that has the name of the media's id or source file.",
        }).optional(),
        covers: list(coverShape(), "The covers: one for each media.").optional(),
      },
      { error: map },
    )
    .meta({ title: "Covers of ApsaraVideo MPS media", description: "A manifest of pulumi-mediacover." }),
);

/** The values of an entry, each checked. */
export type CoverShape = z.infer<ReturnType<typeof coverShape>>;
/** The values of defaults, each checked. */
export type DefaultsShape = z.infer<ReturnType<typeof defaultsShape>>;

/** The names that may stand at a place, for errors. */
export function keysAt(path: readonly PropertyKey[]): { of: string; names: string[] } {
  if (path[0] === "covers") return { of: "a cover", names: Object.keys(coverShape().shape) };
  if (path[0] === "defaults") return { of: "defaults", names: Object.keys(defaultsShape().shape) };
  return { of: "a manifest", names: Object.keys(manifestShape().shape).filter((name) => name !== "$schema") };
}

/** The JSON Schema of a manifest, for editors: draft 7, which all of them know. */
export function manifestJsonSchema(): object {
  return zod().toJSONSchema(manifestShape(), { io: "input", target: "draft-7" });
}
