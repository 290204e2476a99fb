import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { z } from "zod";
import { runCli } from "../cli/cliProcess.ts";

const step = z.object({
  name: z.string().optional(),
  id: z.string().optional(),
  uses: z.string().optional(),
  run: z.string().optional(),
  if: z.string().optional(),
  env: z.record(z.string(), z.string()).default({}),
  with: z.record(z.string(), z.unknown()).default({}),
  "continue-on-error": z.boolean().default(false),
});

const shape = z.object({
  on: z.record(z.string(), z.unknown()),
  permissions: z.record(z.string(), z.string()),
  concurrency: z.object({ group: z.string(), "cancel-in-progress": z.boolean() }),
  jobs: z.record(
    z.string(),
    z.object({ env: z.record(z.string(), z.string()).default({}), steps: z.array(step) }),
  ),
});

/** A workflow of GitHub Actions, as far as ours go. */
export type Workflow = z.infer<typeof shape>;

/** @throws where the file says anything that its form does not have. */
export function readWorkflow(file: string): Workflow {
  return shape.parse(parse(readFileSync(file, "utf8")));
}

/** What became of a step that ran. */
export interface StepResult {
  name: string;
  succeeded: boolean;
  output: string;
}

/** Where the steps run. */
export interface WorkflowRun {
  folder: string;
  env: NodeJS.ProcessEnv;
  /** What `${{ … }}` stands for, by what is in it. */
  expressions: Readonly<Record<string, string>>;
}

/**
 * Runs the scripts of a workflow as a runner does, in bash and one after the other, without what is used from elsewhere
 * (`uses`) and without `npm ci`.
 */
export async function runWorkflow(
  workflow: Workflow,
  { folder, env, expressions }: WorkflowRun,
): Promise<StepResult[]> {
  const results: StepResult[] = [];
  const outcomes: Record<string, string> = { ...expressions };
  for (const { env: jobEnv, steps } of Object.values(workflow.jobs)) {
    for (const { name = "", id, run, env: stepEnv, if: condition, "continue-on-error": goesOn } of steps) {
      if (run === undefined || run === "npm ci" || !holds(condition, outcomes)) continue;
      const { code, text } = await runCli("bash", ["-e", "-o", "pipefail", "-c", run], {
        cwd: folder,
        env: { ...env, ...filled({ ...jobEnv, ...stepEnv }, outcomes) },
      });
      const succeeded = code === 0;
      results.push({ name, succeeded, output: text });
      if (id !== undefined) outcomes[`steps.${id}.outcome`] = succeeded ? "success" : "failure";
      if (!succeeded && !goesOn) return results;
    }
  }
  return results;
}

/** Conditions of the form `a == 'b'`. */
function holds(condition: string | undefined, values: Readonly<Record<string, string>>): boolean {
  if (condition === undefined) return true;
  const [left = "", right] = condition.split(" == ");
  return `'${valueOf(left, values)}'` === right;
}

function filled(
  env: Record<string, string>,
  values: Readonly<Record<string, string>>,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).map(([key, text]) => [
      key,
      text.replaceAll(/\$\{\{ (.*?) \}\}/gu, (_, expression: string) => valueOf(expression, values)),
    ]),
  );
}

function valueOf(expression: string, values: Readonly<Record<string, string>>): string {
  const value = values[expression];
  if (value === undefined) throw new Error(`the test does not say what \${{ ${expression} }} stands for`);
  return value;
}
