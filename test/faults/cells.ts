import { isLong } from "../support/long";
import {
  type Cause,
  expectedOutcome,
  type FaultClass,
  faultClasses,
  type Outcome,
  type Repetition,
} from "./faults";
import type { Operation } from "./operations";

/** One field of the matrix: a step, what goes wrong with it and how often, and what must come of it. */
export interface Cell {
  operation: Operation;
  cause: Cause;
  repetition: Repetition;
  expected: Outcome;
  /** An attempt ends by its timeout only. */
  isSlow: boolean;
  /** For failures: "HTTP 500 always". */
  name: string;
}

const allRepetitions: readonly Repetition[] = ["once", "thrice", "always"];

/** The cells of a step: all of them, or one cause of each class, once and always. */
export function cellsOf(operation: Operation, long: boolean = isLong): Cell[] {
  return faultClasses.flatMap((faultClass) =>
    Object.entries(faultClass.causes)
      .slice(0, long ? Infinity : 1)
      .flatMap(([causeName, cause]) =>
        allRepetitions
          .filter((repetition) => long || repetition !== "thrice")
          .map((repetition) => cellOf(operation, faultClass, { causeName, cause, repetition })),
      ),
  );
}

function cellOf(
  operation: Operation,
  faultClass: FaultClass,
  { causeName, cause, repetition }: { causeName: string; cause: Cause; repetition: Repetition },
): Cell {
  return {
    operation,
    cause,
    repetition,
    expected: expectedOutcome(faultClass, operation, repetition),
    isSlow: faultClass.isSlow === true,
    name: `${causeName} ${repetition}`,
  };
}
