/** Refresh: the state meets the world. */

import { expect } from "vitest";
import { errorsOf, namesIn, resourceIn, stepsOf } from "./read.ts";
import type { Scenario } from "./scenario.ts";

export const refreshes: Scenario[] = [
  {
    name: "refresh takes over what changed in the world and drops what is gone, and the next up makes it good",
    async run({ open, program }) {
      const toys = program(`
        new Toy("drifted", { value: "wanted" });
        new Toy("lost");
        new Toy("fine");
      `);
      const stack = await open(toys.options);
      await stack.up();
      toys.tamper("toy-drifted-0", { name: "drifted", value: "other", revision: 7 });
      toys.tamper("toy-lost-0", undefined);

      const refreshed = await stack.refresh();
      expect(refreshed.succeeded).toBe(true);
      expect(refreshed.changes).toEqual({ same: 2, update: 1, delete: 1 });
      const checkpoint = await stack.checkpoint();
      expect(namesIn(checkpoint)).toEqual(["drifted", "fine"]);
      expect(resourceIn(checkpoint, "drifted")).toMatchObject({
        inputs: { value: "other" },
        outputs: { value: "other", revision: 7 },
      });

      const up = await stack.up();
      expect(stepsOf(up).toSorted()).toEqual(["create lost", "same fine", "update drifted"]);
      expect(up.steps.find(({ name }) => name === "drifted")?.diff).toEqual(["value"]);
    },
  },
  {
    name: "a read that fails keeps the state and fails the refresh",
    async run({ open, program }) {
      const toys = program(`new Toy("a", { value: "kept" });`);
      const stack = await open(toys.options);
      await stack.up();
      toys.tamper("toy-a-0", "nonsense");
      const refreshed = await stack.refresh();
      expect(refreshed.succeeded).toBe(false);
      expect(errorsOf(refreshed).join("\n")).toContain("is not valid JSON");
      expect(resourceIn(await stack.checkpoint(), "a").outputs).toMatchObject({ value: "kept" });
    },
  },
];
