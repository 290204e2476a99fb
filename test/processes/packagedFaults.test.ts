import { describe, expect, it } from "vitest";
import { nameOf, operations } from "../faults/operations";
import { runCells } from "../faults/runCell";
import { packaged } from "../faults/support/packaged";

const played = operations.filter(({ of, isLongOnly }) => of !== "lookup" && isLongOnly !== true);

describe("through the packaged provider, whatever goes wrong, a step ends right, or with an error that says what to do and a state that the next run mends", () => {
  it.concurrent.each(played.map((operation) => ({ operation, name: nameOf(operation) })))(
    "$name",
    async ({ operation }) => {
      expect(await runCells(operation, packaged)).toEqual([]);
    },
  );
});
