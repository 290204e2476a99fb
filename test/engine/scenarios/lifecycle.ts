/** Create, update, delete, read. */

import { expect } from "vitest";
import { secretOf, unknownValue } from "../harness/properties.ts";
import { errorsOf, namesIn, resourceIn, stepsOf } from "./read.ts";
import type { Scenario } from "./scenario.ts";

export const lifecycle: Scenario[] = [
  {
    name: "preview says what up then does: create, leave alone, update",
    async run({ open, program }) {
      const toys = program(`
        const a = new Toy("a", { value: config.require("value") });
        const b = new Toy("b", { value: a.revision });
        module.exports = { id: a.id, value: a.value, revision: a.revision, ofB: b.value };
      `);
      const stack = await open({ ...toys.options, config: { value: "one" } });
      const first = await stack.preview();
      expect(stepsOf(first)).toEqual(["create a", "create b"]);
      // Inputs are known; outputs are not, nor what is made of them.
      expect(first.outputs).toEqual({
        id: unknownValue,
        value: "one",
        revision: unknownValue,
        ofB: unknownValue,
      });
      expect(toys.calls).toEqual([]);
      expect(namesIn(await stack.checkpoint())).toEqual([]);

      const created = await stack.up();
      expect(stepsOf(created)).toEqual(["create a", "create b"]);
      expect(created.changes).toEqual({ create: 3 });
      expect(created.outputs).toEqual({ id: "toy-a-0", value: "one", revision: 1, ofB: 1 });
      expect(stepsOf(await stack.up())).toEqual(["same a", "same b"]);

      await stack.setConfig("value", "two");
      const second = await stack.preview();
      expect(stepsOf(second)).toEqual(["update a", "update b"]);
      expect(second.steps.find(({ name }) => name === "a")?.diff).toEqual(["value"]);
      // Of an update the id stays known; whatever is only an output may change.
      expect(second.outputs).toEqual({
        id: "toy-a-0",
        value: "two",
        revision: unknownValue,
        ofB: unknownValue,
      });
      expect((await stack.up()).outputs).toEqual({ id: "toy-a-0", value: "two", revision: 2, ofB: 2 });
      expect(toys.calls).toEqual(["create a", "create b", "update a", "update b"]);
    },
  },
  {
    name: "what is gone from the program is deleted, dependants first, and destroy deletes the rest likewise",
    async run({ open, program }) {
      const toys = program(`
        const a = new Toy("a");
        const b = new Toy("b", { value: a.revision });
        const c = new Toy("c", {}, { dependsOn: b });
      `);
      const stack = await open(toys.options);
      await stack.up();
      toys.change(`new Toy("a");`);
      expect(stepsOf(await stack.up())).toEqual(["same a", "delete c", "delete b"]);
      expect(toys.calls.slice(3)).toEqual(["delete toy-c-0", "delete toy-b-0"]);

      const destroyed = await stack.destroy();
      expect(stepsOf(destroyed)).toEqual(["delete a"]);
      expect(destroyed.changes).toEqual({ delete: 2 });
      expect((await stack.checkpoint()).resources).toEqual([]);
    },
  },
  {
    name: "get reads a resource in previews too and never deletes it; one that does not exist is an error",
    async run({ open, program }) {
      const toys = program(`exports.value = Toy.get("found", "toy-made-0").revision;`);
      toys.tamper("toy-made-0", { name: "made", revision: 1 });
      const stack = await open(toys.options);
      expect(stepsOf(await stack.preview())).toEqual(["read found"]);
      expect((await stack.up()).outputs).toEqual({ value: 1 });
      expect(resourceIn(await stack.checkpoint(), "found")).toMatchObject({
        id: "toy-made-0",
        external: true,
      });

      toys.change(`Toy.get("lost", "toy-nowhere");`);
      expect(errorsOf(await stack.up())).toContain("toy 'toy-nowhere' does not exist");
      expect(stepsOf(await stack.destroy())).toEqual(["discard found"]);
      expect(toys.calls.filter((call) => call.startsWith("delete"))).toEqual([]);
    },
  },
  {
    name: "a component is a resource of its own, holds its children and has outputs",
    async run({ open, program }) {
      const toys = program(`exports.box = new ToyBox("box").urn;`);
      const stack = await open(toys.options);
      const up = await stack.up();
      expect(stepsOf(up).toSorted()).toEqual(["create box", "create box-inner"]);
      const box = "urn:pulumi:dev::toys::toy:index:Box::box";
      expect(up.outputs).toEqual({ box });
      const checkpoint = await stack.checkpoint();
      expect(resourceIn(checkpoint, "box")).toMatchObject({ custom: false, outputs: { innerRevision: 1 } });
      expect(resourceIn(checkpoint, "box-inner")).toMatchObject({
        urn: "urn:pulumi:dev::toys::toy:index:Box$pulumi-nodejs:dynamic/toy:Toy::box-inner",
        parent: box,
      });
      expect(stepsOf(await stack.up()).toSorted()).toEqual(["same box", "same box-inner"]);
    },
  },
  {
    name: "a checkpoint taken from one stack can be loaded into another, secrets and all",
    async run({ open, program }) {
      const toys = program(`new Toy("a", { value: pulumi.secret("hush") });`);
      const first = await open(toys.options);
      await first.up();
      const second = await open(toys.options);
      await second.loadCheckpoint(await first.checkpoint());
      expect(resourceIn(await second.checkpoint(), "a").outputs).toMatchObject({ value: secretOf("hush") });
      expect(stepsOf(await second.preview())).toEqual(["same a"]);
    },
  },
];
