/** What all parts of one operation share. */

import { Diagnostics } from "./diagnostics.ts";
import type { ProviderRegistry } from "./providerRegistry.ts";
import type { Snapshot } from "./snapshot.ts";
import type { Step, StepOp, Urn } from "./stack.ts";
import { isDefaultProvider, nameOf, typeOf } from "./urn.ts";

/** A step that is decided but not yet taken. */
export interface PlannedStep {
  op: StepOp;
  urn: Urn;
  /** Names of the properties that made it necessary. */
  diff?: string[];
  /** Takes the step. Returns the fate to report, where that is known only afterwards (refresh). */
  apply(): Promise<StepOutcome | void>;
}

/** What a step turned out to be, where that differs from the plan. */
export interface StepOutcome {
  op?: StepOp;
  diff?: string[];
  /** False where the summary does not mention it. */
  counted?: boolean;
}

/** Steps of one resource that only prepare or finish a replacement are not counted. */
const uncounted: ReadonlySet<StepOp> = new Set(["create-replacement", "delete-replaced", "discard-replaced"]);

/** An operation has failed and its error has been reported already. */
export class Bail extends Error {
  override readonly name = "Bail";
}

/** One preview, up, refresh or destroy. */
export class Deployment {
  readonly steps: Step[] = [];
  readonly changes: Partial<Record<StepOp, number>> = {};
  readonly preview: boolean;
  readonly snapshot: Snapshot;
  readonly providers: ProviderRegistry;
  readonly diagnostics: Diagnostics;
  /** Resolves when the first step fails: nothing new may begin. */
  readonly cancelled: Promise<void>;
  failed = false;
  #stepFailed = false;
  readonly #cancel: () => void;
  #freeSlots: number;
  readonly #waiting: (() => void)[] = [];

  constructor(options: {
    preview: boolean;
    parallel: number;
    snapshot: Snapshot;
    providers: ProviderRegistry;
    diagnostics: Diagnostics;
  }) {
    this.preview = options.preview;
    this.snapshot = options.snapshot;
    this.providers = options.providers;
    this.diagnostics = options.diagnostics;
    this.#freeSlots = options.parallel;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.cancelled = promise;
    this.#cancel = resolve;
  }

  /** Marks the operation as failed; what runs goes on to its end. */
  fail(): void {
    this.failed = true;
    this.#cancel();
  }

  /** Reports an error and fails the operation. */
  error(message: string, urn?: Urn): Bail {
    this.diagnostics.add("error", message, urn);
    this.fail();
    return new Bail(message);
  }

  /** Reports the failure of the whole, once, where steps have failed. */
  finish(): void {
    if (this.#stepFailed) this.error(`${this.preview ? "preview" : "update"} failed`);
  }

  /** Takes a resource's steps one after the other in one of the parallel slots. @throws {Bail} when one fails. */
  async execute(steps: readonly PlannedStep[]): Promise<void> {
    await this.#acquireSlot();
    try {
      for (const step of steps) {
        if (this.failed) throw new Bail("the operation was cancelled");
        await this.#take(step);
      }
    } finally {
      this.#releaseSlot();
    }
  }

  async #take(planned: PlannedStep): Promise<void> {
    const { op, urn, diff } = planned;
    const step: Step = { op, name: nameOf(urn), type: typeOf(urn), urn };
    if (diff !== undefined) step.diff = diff;
    const shown = !isDefaultProvider(urn);
    if (shown) this.steps.push(step);
    try {
      const { counted = !uncounted.has(op), ...fate } = (await planned.apply()) ?? {};
      Object.assign(step, fate);
      if (shown && counted) this.changes[step.op] = (this.changes[step.op] ?? 0) + 1;
    } catch (error) {
      step.failed = true;
      this.#stepFailed = true;
      if (error instanceof Bail) throw error;
      const message = error instanceof Error ? error.message : String(error);
      throw this.error(this.preview ? `Preview failed: ${message}` : message, shown ? urn : undefined);
    }
  }

  async #acquireSlot(): Promise<void> {
    if (this.#freeSlots > 0) this.#freeSlots -= 1;
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  #releaseSlot(): void {
    const next = this.#waiting.shift();
    if (next === undefined) this.#freeSlots += 1;
    else next();
  }
}
