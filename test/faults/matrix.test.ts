import { describe, expect, it } from "vitest";
import { isLong } from "../support/long";
import { nameOf, operations } from "./operations";
import { runCells } from "./runCell";
import { dynamicDoor } from "./support/kinds";

const played = operations.filter(({ isLongOnly }) => isLong || isLongOnly !== true);

describe("whatever goes wrong, a step ends right, or with an error that says what to do and a state that the next run mends", () => {
  it.concurrent.each(played.map((operation) => ({ operation, name: nameOf(operation) })))(
    "$name",
    async ({ operation }) => {
      expect(await runCells(operation, dynamicDoor)).toEqual([]);
    },
  );
});
