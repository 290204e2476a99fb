/** Replacing, and the options that decide about it. */

import { expect } from "vitest";
import { namesIn, resourceIn, stepsOf } from "./read.ts";
import type { Scenario } from "./scenario.ts";

const keyed = (name: string, inputs = "", options = ""): string =>
  `new Toy("${name}", { key: config.require("key"), ${inputs} }, { ${options} });`;

const replacedLater = (name: string): string[] => [
  `create-replacement ${name}`,
  `replace ${name}`,
  `delete-replaced ${name}`,
];
const deletedFirst = (name: string): string[] => [
  `delete-replaced ${name}`,
  `replace ${name}`,
  `create-replacement ${name}`,
];

export const replacements: Scenario[] = [
  {
    name: "a replacement is created before the old one is deleted, unless diff or, above it, the option says otherwise",
    async run({ open, program }) {
      const toys = program(`
        ${keyed("plain")}
        ${keyed("byDiff", "deleteFirst: true")}
        ${keyed("byOption", "", "deleteBeforeReplace: true")}
        ${keyed("optionWins", "deleteFirst: true", "deleteBeforeReplace: false")}
      `);
      const stack = await open({ ...toys.options, config: { key: "1" } });
      await stack.up();
      await stack.setConfig("key", "2");
      const replaced = await stack.up();
      const stepsOfOne = (name: string): string[] =>
        stepsOf(replaced).filter((step) => step.endsWith(` ${name}`));
      expect(stepsOfOne("plain")).toEqual(replacedLater("plain"));
      expect(stepsOfOne("byDiff")).toEqual(deletedFirst("byDiff"));
      expect(stepsOfOne("byOption")).toEqual(deletedFirst("byOption"));
      expect(stepsOfOne("optionWins")).toEqual(replacedLater("optionWins"));
      expect(replaced.changes).toEqual({ same: 1, replace: 4 });
      expect(toys.calls.slice(4)).toHaveLength(8);

      const { urn } = resourceIn(await stack.checkpoint(), "byDiff");
      const forced = stepsOf(await stack.preview({ replace: [urn] }));
      // --replace never asks the provider's diff, so it does not learn of its wish to delete first.
      expect(forced).toEqual(
        expect.arrayContaining([...replacedLater("byDiff"), "same plain", "same optionWins"]),
      );
    },
  },
  {
    name: "deleting first takes along the dependants that must be replaced too, and spares the others",
    async run({ open, program }) {
      const toys = program(`
        const a = ${keyed("a", "deleteFirst: true")}
        new Toy("bound", { key: a.key });
        new Toy("loose", { value: a.key });
      `);
      const stack = await open({ ...toys.options, config: { key: "1" } });
      await stack.up();
      await stack.setConfig("key", "2");
      const steps = stepsOf(await stack.up());
      expect(steps.slice(0, 4)).toEqual(["delete-replaced bound", ...deletedFirst("a")]);
      expect(steps.slice(4).toSorted()).toEqual([
        "create-replacement bound",
        "replace bound",
        "update loose",
      ]);
    },
  },
  {
    name: "replaceOnChanges replaces where the provider has no opinion, and only there",
    async run({ open, program }) {
      const toys = program(`
        const value = config.require("value");
        for (const name of ["undecided", "decided"]) {
          new Toy(name, { value, undecided: name === "undecided" }, { replaceOnChanges: ["value"] });
        }
      `);
      const stack = await open({ ...toys.options, config: { value: "1" } });
      await stack.up();
      await stack.setConfig("value", "2");
      const steps = stepsOf(await stack.preview());
      expect(steps.toSorted()).toEqual([...replacedLater("undecided"), "update decided"].toSorted());
    },
  },
  {
    name: "ignoreChanges keeps the old values, deep ones too",
    async run({ open, program }) {
      const toys = program(`
        const options = { ignoreChanges: ["value", "nested.left"] };
        const value = config.require("value");
        new Toy("whole", { value }, options);
        exports.nested = new Toy("part", { nested: { left: value, right: value } }, options).nested;
      `);
      const stack = await open({ ...toys.options, config: { value: "1" } });
      await stack.up();
      await stack.setConfig("value", "2");
      const up = await stack.up();
      expect(stepsOf(up).toSorted()).toEqual(["same whole", "update part"]);
      expect(up.outputs).toEqual({ nested: { left: "1", right: "2" } });
    },
  },
  {
    name: "a resource renamed with an alias stays what it is",
    async run({ open, program }) {
      const toys = program(`new Toy("old", { name: "one" });`);
      const stack = await open(toys.options);
      await stack.up();
      toys.change(`new Toy("new", { name: "one" }, { aliases: [{ name: "old" }] });`);
      expect(stepsOf(await stack.up())).toEqual(["same new"]);
      expect(namesIn(await stack.checkpoint())).toEqual(["new"]);
    },
  },
  {
    name: "protect forbids delete and replace, retainOnDelete forgets without deleting",
    async run({ open, program }) {
      const toys = program(`
        const kept = new Toy("kept", { key: config.require("key") }, { protect: true });
        new Toy("left", {}, { retainOnDelete: true, dependsOn: kept });
      `);
      const stack = await open({ ...toys.options, config: { key: "1" } });
      await stack.up();
      await stack.setConfig("key", "2");
      const replaced = await stack.up();
      expect(replaced.succeeded).toBe(false);
      toys.change("");
      const deleted = await stack.up();
      expect(deleted.succeeded).toBe(false);
      expect(namesIn(await stack.checkpoint())).toContain("kept");
      expect(toys.calls.filter((call) => call.startsWith("delete"))).toEqual([]);
    },
  },
];
