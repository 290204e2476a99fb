import { describe, expect, it } from "vitest";
import { isLong } from "../support/long";
import { cellsOf } from "./cells";
import { nameOf, operations } from "./operations";
import { runCell, type Finding } from "./runCell";

/** Cells that are played at a time; most of their time they wait for the network. */
const atOnce = 12;

const played = operations.filter(({ isLongOnly }) => isLong || isLongOnly !== true);

describe("whatever goes wrong, a step ends right, or with an error that says what to do and a state that the next run mends", () => {
  it.concurrent.each(played.map((operation) => ({ operation, name: nameOf(operation) })))(
    "$name",
    async ({ operation }) => {
      const cells = cellsOf(operation);
      const findings: Finding[] = [];
      const remaining = cells.values();
      const player = async (): Promise<void> => {
        for (const cell of remaining) findings.push(...(await runCell(cell)));
      };
      await Promise.all(Array.from({ length: atOnce }, player));
      expect(findings).toEqual([]);
    },
  );
});
