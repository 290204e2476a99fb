import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { z } from "zod";

const job = z.strictObject({
  extends: z.literal(".covers"),
  rules: z.array(z.strictObject({ if: z.string() })),
  resource_group: z.string().optional(),
  interruptible: z.boolean().optional(),
  script: z.array(z.string()),
  artifacts: z.strictObject({ when: z.string(), paths: z.array(z.string()) }).optional(),
});

const template = z.strictObject({
  stage: z.string(),
  id_tokens: z.record(z.string(), z.strictObject({ aud: z.string() })),
  variables: z.record(z.string(), z.string()),
  before_script: z.array(z.string()),
});

const shape = z
  .looseObject({ ".covers": template })
  .transform(({ ".covers": shared, stages: _stages, default: _default, ...jobs }) => ({
    shared,
    jobs: z.record(z.string(), job).parse(jobs),
  }));

/** A pipeline of GitLab CI, as far as ours go. */
export type Pipeline = z.infer<typeof shape>;

/** @throws ZodError where the file says anything that its form does not have. */
export function readPipeline(file: string): Pipeline {
  return shape.parse(parse(readFileSync(file, "utf8")));
}
