import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { z } from "zod";
import { runCli } from "../cli/cliProcess.ts";

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

/**
 * Runs a job as a runner does: all lines in one bash, without `npm ci` and without the sign-in to Pulumi Cloud.
 *
 * @param env What the project and GitLab itself set.
 */
export async function runJob(
  { shared, jobs }: Pipeline,
  name: string,
  { folder, env }: { folder: string; env: NodeJS.ProcessEnv },
): Promise<{ succeeded: boolean; output: string }> {
  const lines = [...shared.before_script, ...(jobs[name]?.script ?? [])];
  const ours = lines.filter((line) => line !== "npm ci" && !line.startsWith("pulumi login "));
  const tokens = Object.keys(shared.id_tokens).map((token) => [token, "a token"]);
  const variables = Object.entries(shared.variables).map(([key, value]) => [
    key,
    value.replaceAll("$CI_PROJECT_DIR", folder),
  ]);
  const { code, text } = await runCli("bash", ["-e", "-o", "pipefail", "-c", ours.join("\n")], {
    cwd: folder,
    env: { ...env, ...Object.fromEntries([...tokens, ...variables]), CI_PROJECT_DIR: folder },
  });
  return { succeeded: code === 0, output: text };
}
