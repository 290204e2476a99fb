import { stripVTControlCharacters } from "node:util";
import { z } from "zod";
import { CommandFailedError } from "../terminal";
import { compareCovers, type CoverChange, inOrder } from "./compareCovers";
import {
  declaredCovers,
  hasDrifted,
  managesCovers,
  recordedCovers,
  resourceShape,
  unknownSet,
} from "./coverResources";
import { parseJson, type PulumiText, readShape } from "./jsonFile";
import { type Upload, readUpload } from "./uploads";

/** What a report tells of. */
export interface ReportContent {
  changes: CoverChange[];
  /** What is to be said where no cover changes. */
  nothing: string;
  /** What else a reader has to know, a sentence each. */
  remarks: string[];
  /** Errors of the preview: then it may be incomplete. */
  errors: string[];
  /** Pictures that are put where covers are. */
  uploads: Upload[];
}

const step = z.object({
  op: z.string(),
  urn: z.string(),
  oldState: resourceShape.optional(),
  newState: resourceShape.optional(),
  /** The properties that differ. */
  detailedDiff: z.record(z.string(), z.unknown()).nullish(),
});
type Step = z.output<typeof step>;

/** `PreviewDigest` of the CLI (pkg/display/json.go): each part is left out where it is empty. */
const preview = z
  .looseObject({
    steps: z.array(step).optional(),
    changeSummary: z.record(z.string(), z.number()).optional(),
    diagnostics: z.array(z.object({ severity: z.string(), message: z.string().default("") })).optional(),
  })
  .refine(({ steps, changeSummary, diagnostics }) => (steps ?? changeSummary ?? diagnostics) !== undefined, {
    error: "has none of steps, changeSummary and diagnostics",
  });

/**
 * Reads what `pulumi preview --json` prints. Covers that no step is about, as the CLI leaves unchanged resources out unless
 * it is asked with `--show-sames`, are only counted.
 *
 * @throws {CommandFailedError} for what is not that.
 */
export function readPreview(source: PulumiText): ReportContent {
  const json = parseJson(source);
  if (z.object({ deployment: z.unknown() }).safeParse(json).success) {
    throw new CommandFailedError(`${source.name} is the state of a stack; give it with --stack`);
  }
  const { steps = [], changeSummary = {}, diagnostics = [] } = readShape(preview, json, source);
  const last = lastSteps(steps.filter(isAboutCovers));
  const compared = last.filter((each) => !isOpen(each)).map(readStep);
  const hidden = (changeSummary["same"] ?? 0) - steps.filter(({ op }) => op === "same").length;
  const errors = diagnostics.flatMap(({ severity, message }) =>
    severity === "error" ? [withoutStack(message)] : [],
  );
  return {
    nothing: errors.length > 0 ? "the preview has an error" : "no cover changes",
    changes: inOrder(
      compareCovers(
        compared.flatMap(({ recorded }) => recorded),
        compared.flatMap(({ declared }) => declared),
      ),
    ),
    remarks: [
      ...last.flatMap((each) => (isOpen(each) ? [unknownRemark(each)] : [])),
      ...(hidden > 0 ? [hiddenRemark(hidden)] : []),
    ],
    errors,
    uploads: steps.flatMap(({ newState }) => (newState === undefined ? [] : readUpload(newState))),
  };
}

/** What a program threw, without where in the SDK and on which machine, and without colours. */
function withoutStack(message: string): string {
  const lines = stripVTControlCharacters(message).split("\n");
  return lines
    .filter((line) => !/^\s+at /.test(line))
    .join("\n")
    .trim();
}

const isAboutCovers = ({ oldState, newState }: Step): boolean => {
  const resource = newState ?? oldState;
  return resource !== undefined && managesCovers(resource);
};

/** Whether it is about a set of which nothing is known yet. */
const isOpen = ({ newState }: Step): boolean => newState !== undefined && unknownSet(newState) !== undefined;

/** A resource's refresh, and the deletion that is part of a replacement, come before what is to be told. */
function lastSteps(steps: readonly Step[]): Step[] {
  const last = new Map<string, Step>();
  for (const each of steps) {
    if (each.op !== "delete-replaced" || !last.has(each.urn)) last.set(each.urn, each);
  }
  return [...last.values()];
}

function readStep({ op, oldState, newState, detailedDiff }: Step) {
  if (oldState !== undefined && newState !== undefined && hasDrifted(newState)) {
    // The preview of a refresh by itself: what is found becomes the state, what was declared is not changed by it.
    return { recorded: recordedCovers(newState), declared: declaredCovers(oldState, () => false) };
  }
  const isSame = op === "same" || op === "refresh";
  // Of a secret, nothing else tells.
  const isUnchanged = (property: string): boolean =>
    isSame || (op === "update" && detailedDiff != null && !Object.hasOwn(detailedDiff, property));
  return {
    recorded: oldState === undefined ? [] : recordedCovers(oldState, newState),
    declared: newState === undefined ? [] : declaredCovers(newState, isUnchanged),
  };
}

const unknownRemark = ({ newState }: Step): string =>
  `The covers of ${newState === undefined ? "" : unknownSet(newState)} are secret, or not known before pulumi up.`;

const hiddenRemark = (count: number): string =>
  `${count} unchanged ${count === 1 ? "resource is" : "resources are"} not listed in the preview; pulumi preview --json --show-sames lists them.`;
