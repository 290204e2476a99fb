/** Records what an engine did in a scenario, in a form in which two engines can be compared. */

import { isSecret } from "../engine/harness/properties.ts";
import type {
  Checkpoint,
  Diagnostic,
  OpenStack,
  PropertyMap,
  ResourceState,
  RunResult,
  Stack,
} from "../engine/harness/stack.ts";
import { nameOf } from "../engine/harness/urn.ts";
import { runScenario, type Scenario } from "../engine/scenarios/scenario.ts";

type OperationName = "preview" | "up" | "refresh" | "destroy";

/** An operation as it is compared. */
export interface Recording {
  operation: OperationName;
  result: unknown;
  checkpoint: unknown;
}

/** What is compared; everything has a default. */
interface RecordingOptions {
  /** At which resource a message is shown. Default true. */
  hasSubjects?: boolean;
}

/** What an engine does in a scenario, whose expectations hold. */
export async function recordingsOf(
  scenario: Scenario,
  open: OpenStack,
  { hasSubjects = true }: RecordingOptions = {},
): Promise<Recording[]> {
  const recordings: Recording[] = [];
  await runScenario(scenario, recorded(open, recordings, hasSubjects));
  return recordings;
}

/** Wraps `open` so that every operation of the stacks that it opens adds to `recordings`. */
function recorded(open: OpenStack, recordings: Recording[], hasSubjects: boolean): OpenStack {
  return async (options) => {
    const stack = await open(options);
    const record =
      (operation: OperationName): Stack["up"] =>
      async (operationOptions) => {
        const result = await stack[operation](operationOptions);
        const checkpoint = comparableCheckpoint(await stack.checkpoint(), options.programDir);
        recordings.push({
          operation,
          result: comparableResult(
            operation,
            hasSubjects ? result : withoutSubjects(result),
            options.programDir,
          ),
          checkpoint,
        });
        return result;
      };
    return {
      preview: record("preview"),
      up: record("up"),
      refresh: record("refresh"),
      destroy: record("destroy"),
      setConfig: (key, value, configOptions) => stack.setConfig(key, value, configOptions),
      checkpoint: () => stack.checkpoint(),
      loadCheckpoint: (checkpoint) => stack.loadCheckpoint(checkpoint),
      close: () => stack.close(),
    };
  };
}

const withoutSubjects = (result: RunResult): RunResult => ({
  ...result,
  diagnostics: result.diagnostics.map(({ severity, message }) => ({ severity, message })),
});

function comparableResult(operation: OperationName, result: RunResult, programDir: string): unknown {
  return {
    succeeded: result.succeeded,
    changes: result.changes,
    // Independent resources take their steps in any order; the steps of one resource do not.
    steps: Object.groupBy(
      result.steps.map(({ op, urn, diff = [], failed = false }) => ({ op, urn, diff, failed })),
      ({ urn }) => urn,
    ),
    // The CLI shows previews with a mask in the place of every secret.
    outputs: operation === "preview" ? withMaskedSecrets(result.outputs) : result.outputs,
    diagnostics: result.diagnostics
      .filter(({ severity, message }) => severity !== "debug" && !notCompared.test(message))
      .map((diagnostic) => comparableDiagnostic(diagnostic, programDir))
      .toSorted(),
  };
}

function comparableDiagnostic({ severity, message, urn }: Diagnostic, programDir: string): string {
  const subject = urn === undefined ? "" : ` ${nameOf(urn)}`;
  const text = message.replaceAll(programDir, "<program>").replaceAll(stackLines, "");
  return `${severity}${subject}: ${withoutChance(text)}`;
}

/** Where in whose code an error was thrown, and what Node itself has to say to a process. */
const notCompared = /^(\s+at |\(node:\d+\)|\(Use `node )/;
const stackLines = /\n\s+at .*/g;

/** Random ids, times and ports: they differ from run to run. */
const withoutChance = (text: string): string =>
  text
    .replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi, "<random id>")
    .replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z/g, "<time>")
    .replaceAll(/127\.0\.0\.1:\d+/g, "127.0.0.1:<port>");

function comparableCheckpoint({ resources, pendingOperations }: Checkpoint, programDir: string): unknown {
  const text = JSON.stringify({
    resources: resources.toSorted((left, right) => (left.urn < right.urn ? -1 : 1)).map(comparableResource),
    pendingOperations,
  });
  return JSON.parse(withoutChance(text.replaceAll(programDir, "<program>")));
}

/** The fields that say something: absent, empty and false mean the same. */
function comparableResource(state: ResourceState): Record<string, unknown> {
  const taken = Object.entries(state.propertyDependencies ?? {}).filter(([, urns]) => urns.length > 0);
  const fields = Object.entries({ ...state, propertyDependencies: Object.fromEntries(taken) });
  return Object.fromEntries(fields.filter(([, value]) => !isEmpty(value)));
}

function isEmpty(value: unknown): boolean {
  return value === false || (typeof value === "object" && value !== null && Object.keys(value).length === 0);
}

function withMaskedSecrets(outputs: PropertyMap): PropertyMap {
  return Object.fromEntries(
    Object.entries(outputs).map(([key, value]) => [key, isSecret(value) ? "[secret]" : value]),
  );
}
