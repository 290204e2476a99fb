/** Provider processes: configuration, secrets, messages. */

import { expect } from "vitest";
import { secretOf } from "../harness/properties.ts";
import type { Diagnostic, RunResult } from "../harness/stack.ts";
import { resourceIn, stepsOf } from "./read.ts";
import type { Scenario } from "./scenario.ts";

const linesOf = ({ diagnostics }: RunResult, severity: Diagnostic["severity"]): string[] =>
  diagnostics.filter((diagnostic) => diagnostic.severity === severity).map(({ message }) => message);

const accountSaying = (greeting: string): string => `
  const account = new ToyAccount("account", { greeting: "${greeting}", password: pulumi.secret("hush") });
  new Toy("theirs", {}, { provider: account });
  new Toy("ours");
`;

export const providers: Scenario[] = [
  {
    name: "secret inputs stay secret in state and outputs, while the provider sees plain values",
    async run({ open, program }) {
      const toys = program(`
        const password = config.requireSecret("password");
        const nested = { deep: password, open: "seen" };
        const options = { additionalSecretOutputs: ["value"] };
        const a = new Toy("a", { password, nested, list: [password], value: "plain", copyOf: "password" }, options);
        module.exports = { password: a.password, nested: a.nested, value: a.value };
      `);
      const stack = await open(toys.options);
      await stack.setConfig("password", "hush", { secret: true });
      const up = await stack.up();
      const hush = secretOf("hush");
      const resource = resourceIn(await stack.checkpoint(), "a");
      expect(resource.inputs).toMatchObject({
        password: hush,
        nested: { deep: hush, open: "seen" },
        value: "plain",
      });
      expect(resource.outputs).toMatchObject({
        password: hush,
        nested: { deep: hush, open: "seen" },
        list: secretOf(["hush"]),
        value: secretOf("plain"),
        // Copied under another name by the provider: nobody knows any more that it was a secret.
        copy: "hush",
      });
      expect(up.outputs).toEqual({
        password: hush,
        nested: secretOf({ deep: "hush", open: "seen" }),
        value: secretOf("plain"),
      });
      expect(toys.instance("toy-a-0")).toMatchObject({ password: "hush", nested: { deep: "hush" } });
      expect(stepsOf(await stack.up())).toEqual(["same a"]);
    },
  },
  {
    name: "the default provider gets the stack's whole configuration; refresh and destroy use that of the last up",
    async run({ open, program }) {
      const toys = program(`new Toy("a");`);
      const stack = await open(toys.options);
      await stack.setConfig("toy:greeting", "old");
      await stack.setConfig("other:key", "hushed", { secret: true });
      const up = await stack.up();
      expect(linesOf(up, "info")).toEqual(["configured with old"]);
      const { inputs } = resourceIn(await stack.checkpoint(), "default");
      expect(inputs).toEqual({ "toy:greeting": "old", "other:key": secretOf("hushed") });

      await stack.setConfig("toy:greeting", "new");
      expect(linesOf(await stack.refresh(), "info")).toEqual(["configured with old"]);
      expect(linesOf(await stack.destroy(), "info")).toEqual(["configured with old"]);
    },
  },
  {
    name: "an explicit provider has a process and a configuration of its own",
    async run({ open, program }) {
      const toys = program(accountSaying("hello from the account"));
      const stack = await open({ ...toys.options, config: { "toy:greeting": "hello from the stack" } });
      const up = await stack.up();
      expect(linesOf(up, "info").toSorted()).toEqual([
        "configured with hello from the account",
        "configured with hello from the stack",
      ]);
      const checkpoint = await stack.checkpoint();
      const account = resourceIn(checkpoint, "account");
      expect(account.inputs).toMatchObject({
        "toy:greeting": "hello from the account",
        "toy:password": secretOf("hush"),
      });
      expect(resourceIn(checkpoint, "theirs").provider).toBe(`${account.urn}::${account.id}`);

      toys.change(accountSaying("changed"));
      expect(stepsOf(await stack.up()).toSorted()).toEqual(["same ours", "same theirs", "update account"]);
    },
  },
  {
    name: "a provider whose configuration is not known yet is not called in a preview",
    async run({ open, program }) {
      const toys = program(`
        const first = new Toy("first");
        const account = new ToyAccount("account", { greeting: pulumi.interpolate\`hello \${first.revision}\` });
        new Toy("theirs", { refuse: ["value"], value: first.revision }, { provider: account });
      `);
      const stack = await open(toys.options);
      const preview = await stack.preview();
      expect([preview.succeeded, linesOf(preview, "info"), linesOf(preview, "error")]).toEqual([
        true,
        [],
        [],
      ]);
      expect(stepsOf(preview).toSorted()).toEqual(["create account", "create first", "create theirs"]);
      const up = await stack.up();
      expect([up.succeeded, linesOf(up, "info")]).toEqual([false, ["configured with hello 1"]]);
    },
  },
  {
    name: "messages of the program and lines of the provider reach the user, without the secrets of the configuration",
    async run({ open, program }) {
      const toys = program(`
        const a = new Toy("a", { says: "a line", complains: "a complaint" });
        pulumi.log.warn("mind the gap, not the " + config.get("password"), a);
        console.log("from the program");
      `);
      const stack = await open(toys.options);
      await stack.setConfig("password", "hush", { secret: true });
      const up = await stack.up();
      expect(linesOf(up, "info").toSorted()).toEqual(["a line", "from the program"]);
      expect(linesOf(up, "info#err")).toEqual(["a complaint"]);
      expect(up.diagnostics.filter(({ severity }) => severity === "warning")).toEqual([
        {
          severity: "warning",
          message: "mind the gap, not the [secret]",
          urn: "urn:pulumi:dev::toys::pulumi-nodejs:dynamic/toy:Toy::a",
        },
      ]);
    },
  },
  {
    name: "a create does not begin before its provider is configured, however many run side by side",
    async run({ open, program }) {
      const toys = program(`for (let i = 0; i < 40; i += 1) new Toy("toy" + i, { together: 40 });`);
      const options = {
        ...toys.options,
        parallel: 40,
        configureDelayMs: 300,
        config: { "toy:greeting": "late" },
      };
      const stack = await open(options);
      const up = await stack.up();
      expect(up.changes).toEqual({ create: 41 });
      expect(linesOf(up, "info")).toEqual(["configured with late"]);
    },
  },
  {
    name: "a provider that dies fails what it was doing, and the next up does it again",
    needsProcesses: true,
    async run({ open, program }) {
      const toys = program(`new Toy("a", { says: "at it", hangs: true });`);
      const stack = await open(toys.options);
      let pid = Number.NaN;
      const up = await stack.up({
        onProviderStarted: (started) => {
          pid = started;
        },
        onDiagnostic: ({ message }) => {
          if (message === "at it") process.kill(pid, "SIGKILL");
        },
      });
      expect(up.succeeded).toBe(false);
      expect(stepsOf(up)).toEqual(["create a failed"]);
      expect(resourceIn(await stack.checkpoint(), "toys-dev").type).toBe("pulumi:pulumi:Stack");

      toys.change(`new Toy("a", { says: "at it" });`);
      expect(stepsOf(await stack.up())).toEqual(["create a"]);
    },
  },
];
