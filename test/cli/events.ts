/** The CLI's event stream, as far as a test looks at it. */

import { z } from "zod";
import { changedKeys } from "../engine/harness/properties.ts";
import type { Diagnostic, PropertyMap, Step, StepOp } from "../engine/harness/stack.ts";
import { isDefaultProvider, isStackType, nameOf } from "../engine/harness/urn.ts";

const stepOps = [
  "same",
  "create",
  "update",
  "delete",
  "replace",
  "create-replacement",
  "delete-replaced",
  "read",
  "read-replacement",
  "discard",
  "discard-replaced",
  "remove-pending-replace",
  "refresh",
  "import",
  "import-replacement",
] as const satisfies readonly StepOp[];

const state = z.object({
  inputs: z.record(z.string(), z.json()).default({}),
  outputs: z.record(z.string(), z.json()).default({}),
});

const stepEvent = z.object({
  metadata: z.object({
    op: z.enum(stepOps),
    urn: z.string(),
    type: z.string(),
    old: state.nullish(),
    new: state.nullish(),
  }),
});

const eventSchema = z.object({
  diagnosticEvent: z
    .object({
      urn: z.string().default(""),
      message: z.string(),
      severity: z.enum(["debug", "info", "info#err", "warning", "error"]),
      ephemeral: z.boolean().default(false),
    })
    .optional(),
  resourcePreEvent: stepEvent.optional(),
  resOutputsEvent: stepEvent.optional(),
  resOpFailedEvent: stepEvent.optional(),
  summaryEvent: z.object({ resourceChanges: z.partialRecord(z.enum(stepOps), z.number()) }).optional(),
});

type StepEvent = z.infer<typeof stepEvent>;

/** Adds up the events of one operation. */
export class EventLog {
  readonly steps: Step[] = [];
  readonly diagnostics: Diagnostic[] = [];
  changes: Partial<Record<StepOp, number>> = {};
  /** The stack's outputs as shown: secrets are masked. */
  stackOutputs: PropertyMap = {};
  readonly #onDiagnostic: ((diagnostic: Diagnostic) => void) | undefined;

  constructor(onDiagnostic?: (diagnostic: Diagnostic) => void) {
    this.#onDiagnostic = onDiagnostic;
  }

  /** Takes one event as the CLI wrote it. @throws {z.ZodError} for an event of an unknown form. */
  add(json: string): void {
    const event = eventSchema.parse(JSON.parse(json));
    if (event.diagnosticEvent !== undefined) this.#addDiagnostic(event.diagnosticEvent);
    if (event.resourcePreEvent !== undefined) this.#begin(event.resourcePreEvent);
    if (event.resOutputsEvent !== undefined) this.#finish(event.resOutputsEvent);
    if (event.resOpFailedEvent !== undefined) this.#fail(event.resOpFailedEvent);
    if (event.summaryEvent !== undefined) this.changes = event.summaryEvent.resourceChanges;
  }

  #addDiagnostic({
    urn,
    message,
    severity,
    ephemeral,
  }: { [Key in keyof Diagnostic]-?: Diagnostic[Key] } & { ephemeral: boolean }): void {
    if (ephemeral) return;
    const diagnostic: Diagnostic = { severity, message: message.trimEnd() };
    if (urn !== "") diagnostic.urn = urn;
    this.diagnostics.push(diagnostic);
    this.#onDiagnostic?.(diagnostic);
  }

  #begin({ metadata }: StepEvent): void {
    const { op, urn, type } = metadata;
    if (isDefaultProvider(urn)) return;
    const step: Step = { op, name: nameOf(urn), type, urn };
    // A secret that changes does not show here: events carry a mask in the place of secrets.
    if (metadata.old && metadata.new) step.diff = changedKeys(metadata.old.inputs, metadata.new.inputs);
    this.steps.push(step);
  }

  #finish({ metadata }: StepEvent): void {
    const { op, urn, type } = metadata;
    if (isStackType(type)) this.stackOutputs = metadata.new?.outputs ?? {};
    const refreshed = this.steps.find((step) => step.urn === urn && step.op === "refresh");
    if (refreshed === undefined) return;
    refreshed.op = op;
    refreshed.diff =
      op === "delete" ? [] : changedKeys(metadata.old?.outputs ?? {}, metadata.new?.outputs ?? {});
  }

  #fail({ metadata }: StepEvent): void {
    const failed = this.steps.findLast((step) => step.urn === metadata.urn && step.op === metadata.op);
    if (failed !== undefined) failed.failed = true;
  }
}
