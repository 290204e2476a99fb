import { z } from "zod";
import { compareCovers, type CoverChange } from "./compareCovers";
import {
  declaredCovers,
  hasDrifted,
  managesCovers,
  recordedCovers,
  resourceShape,
  unknownSet,
} from "./coverResources";
import { parseJson, type PulumiText, readShape } from "./jsonFile";

/** What a report tells of. */
export interface ReportContent {
  changes: CoverChange[];
  /** What else a reader has to know, a sentence each. */
  remarks: string[];
  /** Errors of the preview: then it may be incomplete. */
  errors: string[];
}

const step = z.object({
  op: z.string(),
  urn: z.string(),
  oldState: resourceShape.optional(),
  newState: resourceShape.optional(),
});
type Step = z.output<typeof step>;

/** `PreviewDigest` of the CLI (pkg/display/json.go): what is not looked at may be there or not. */
const preview = z.union([
  z.object({ steps: z.array(step) }),
  // A preview that fails early has no step, but says why.
  z.object({ steps: z.undefined(), changeSummary: z.record(z.string(), z.number()) }),
  z.object({ steps: z.undefined(), diagnostics: z.array(z.unknown()).min(1) }),
]);
const summary = z.object({
  changeSummary: z.record(z.string(), z.number()).default({}),
  diagnostics: z.array(z.object({ severity: z.string(), message: z.string().default("") })).default([]),
});

/**
 * Reads what `pulumi preview --json` prints. Covers that no step is about, as the CLI leaves unchanged resources out unless
 * it is asked with `--show-sames`, are only counted.
 *
 * @throws {CommandFailedError} for what is not that.
 */
export function readPreview(source: PulumiText): ReportContent {
  const json = parseJson(source);
  const isState = z.object({ deployment: z.unknown() }).safeParse(json).success;
  const steps = readShape(isState ? wrongOption("--stack") : preview, json, source).steps ?? [];
  const { changeSummary, diagnostics } = readShape(summary, json, source);
  const last = lastSteps(steps.filter(isAboutCovers));
  const isOpen = (each: Step): boolean =>
    each.newState !== undefined && unknownSet(each.newState) !== undefined;
  const compared = last.filter((each) => !isOpen(each)).map(coversOf);
  const hidden = (changeSummary["same"] ?? 0) - steps.filter(({ op }) => op === "same").length;
  return {
    changes: compareCovers(
      compared.flatMap(({ recorded }) => recorded),
      compared.flatMap(({ declared }) => declared),
    ),
    remarks: [
      ...last.flatMap((each) => (isOpen(each) ? [unknownRemark(each)] : [])),
      ...(hidden > 0 ? [hiddenRemark(hidden)] : []),
    ],
    errors: diagnostics.flatMap(({ severity, message }) => (severity === "error" ? [message.trim()] : [])),
  };
}

/** A file for another option. */
export function wrongOption(option: string): z.ZodType<never> {
  return z.never({ error: `it is for ${option}` });
}

const isAboutCovers = ({ oldState, newState }: Step): boolean => {
  const resource = newState ?? oldState;
  return resource !== undefined && managesCovers(resource);
};

/** A resource's refresh, and the deletion that is part of a replacement, come before what is to be told. */
function lastSteps(steps: readonly Step[]): Step[] {
  const last = new Map<string, Step>();
  for (const each of steps) {
    if (each.op !== "delete-replaced" || !last.has(each.urn)) last.set(each.urn, each);
  }
  return [...last.values()];
}

function coversOf({ op, oldState, newState }: Step) {
  if (oldState !== undefined && newState !== undefined && hasDrifted(newState)) {
    // The preview of a refresh by itself: what is found becomes the state, what was declared is not changed by it.
    return { recorded: recordedCovers(newState), declared: declaredCovers(oldState, false) };
  }
  return {
    recorded: oldState === undefined ? [] : recordedCovers(oldState),
    declared: newState === undefined ? [] : declaredCovers(newState, op === "same" || op === "refresh"),
  };
}

const unknownRemark = ({ newState }: Step): string =>
  `The covers of ${newState === undefined ? "" : unknownSet(newState)} are secret, or not known before pulumi up.`;

const hiddenRemark = (count: number): string =>
  `${count} unchanged ${count === 1 ? "resource is" : "resources are"} not listed in the preview; pulumi preview --json --show-sames lists them.`;
