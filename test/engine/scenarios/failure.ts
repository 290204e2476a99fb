/** What goes wrong, what is left of it and what the user reads. */

import { expect } from "vitest";
import { errorsOf, namesIn, resourceIn, stepsOf } from "./read.ts";
import type { Scenario } from "./scenario.ts";

export const failures: Scenario[] = [
  {
    name: "a failed create leaves nothing, what runs beside it ends, what depends on it does not begin",
    async run({ open, program }) {
      const toys = program(`
        const bad = new Toy("bad", { together: 2, fails: "no room for bad" });
        new Toy("beside", { together: 2 });
        new Toy("after", { value: bad.revision });
      `);
      const stack = await open(toys.options);
      const up = await stack.up();
      expect(up.succeeded).toBe(false);
      expect(stepsOf(up).toSorted()).toEqual(["create bad failed", "create beside"]);
      expect(errorsOf(up)).toContain("no room for bad");
      expect(namesIn(await stack.checkpoint())).toEqual(["beside"]);
    },
  },
  {
    name: "a partly failed create is saved with its reasons, and the next up updates it",
    async run({ open, program }) {
      const toys = program(`new Toy("a", { partly: ["left half missing", "too small"] });`);
      const stack = await open(toys.options);
      const up = await stack.up();
      expect(errorsOf(up)[0]).toBe("2 errors occurred:\n\t* left half missing\n\t* too small");
      expect(resourceIn(await stack.checkpoint(), "a")).toMatchObject({
        id: "toy-a-0",
        initErrors: ["left half missing", "too small"],
        outputs: { revision: 1 },
      });

      toys.change(`new Toy("a", {});`);
      expect(stepsOf(await stack.up())).toEqual(["update a"]);
      expect(resourceIn(await stack.checkpoint(), "a").initErrors ?? []).toEqual([]);
    },
  },
  {
    name: "a partly failed update keeps the old inputs, a failed one keeps everything",
    async run({ open, program }) {
      const toys = program(`new Toy("a", { value: "old" });`);
      const stack = await open(toys.options);
      await stack.up();
      toys.change(`new Toy("a", { value: "new", fails: "not today" });`);
      expect(errorsOf(await stack.up())).toContain("not today");
      expect(resourceIn(await stack.checkpoint(), "a")).toMatchObject({
        inputs: { value: "old" },
        outputs: { value: "old" },
      });

      toys.change(`new Toy("a", { value: "new", partly: ["half way"] });`);
      expect(errorsOf(await stack.up())[0]).toBe("1 error occurred:\n\t* half way");
      expect(resourceIn(await stack.checkpoint(), "a")).toMatchObject({
        inputs: { value: "old" },
        outputs: { value: "new" },
        initErrors: ["half way"],
      });
    },
  },
  {
    name: "check's failures are listed all at once, with the values; a check that throws fails the resource",
    async run({ open, program }) {
      const toys = program(`
        const values = { text: "no", flag: true, list: ["x", 1], map: { k: "v" }, secret: pulumi.secret("hush") };
        new Toy("a", { ...values, refuse: ["text", "flag", "list", "map", "secret", "absent", ""] });
      `);
      const stack = await open(toys.options);
      const subject = "pulumi-nodejs:dynamic/toy:Toy resource 'a'";
      const problem = "has a problem: the toy refuses it";
      const preview = await stack.preview();
      expect(preview.succeeded).toBe(false);
      expect(errorsOf(preview)).toEqual([
        `${subject}: property text value {no} ${problem}`,
        `${subject}: property flag value {true} ${problem}`,
        `${subject}: property list value {[{x} {1}]} ${problem}`,
        `${subject}: property map value {map[k:{v}]} ${problem}`,
        `${subject}: property secret value {&{{hush}}} ${problem}`,
        `${subject}: property absent value {<nil>} ${problem}`,
        `${subject} ${problem}`,
      ]);
      toys.change(`new Toy("a", { checkThrows: "cannot think" });`);
      const up = await stack.up();
      expect(errorsOf(up)).toContain("cannot think");
      expect(toys.calls).toEqual([]);
    },
  },
  {
    name: "a failed delete keeps the resource for the next time",
    async run({ open, program }) {
      const toys = program(`new Toy("a", { deleteFails: "held fast" });`);
      const stack = await open(toys.options);
      await stack.up();
      const destroyed = await stack.destroy();
      expect(destroyed.succeeded).toBe(false);
      expect(errorsOf(destroyed)).toContain("held fast");
      expect(namesIn(await stack.checkpoint())).toEqual(["a"]);
    },
  },
  {
    name: "a program that throws deletes nothing, and its error is reported",
    async run({ open, program }) {
      const toys = program(`new Toy("a"); exports.kept = 1;`);
      const stack = await open(toys.options);
      await stack.up();
      toys.change(`throw new Error("wrong program");`);
      const up = await stack.up();
      expect(up.succeeded).toBe(false);
      expect(errorsOf(up).join("\n")).toContain("wrong program");
      expect(namesIn(await stack.checkpoint())).toEqual(["a"]);
      expect(up.outputs).toEqual({ kept: 1 });
    },
  },
  {
    name: "two resources of one name are refused",
    async run({ open, program }) {
      const toys = program(`new Toy("a"); new Toy("a");`);
      // The second is refused before the first can be checked.
      const stack = await open({ ...toys.options, configureDelayMs: 300 });
      const urn = "urn:pulumi:dev::toys::pulumi-nodejs:dynamic/toy:Toy::a";
      expect(errorsOf(await stack.preview())).toContain(
        `Duplicate resource URN '${urn}'; try giving it a unique name`,
      );
    },
  },
];
