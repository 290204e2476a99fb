import { describe, expect, it, onTestFinished } from "vitest";
import { Deployment } from "./harness/deployment.ts";
import { Diagnostics } from "./harness/diagnostics.ts";
import { unknownValue } from "./harness/properties.ts";
import { processes } from "./harness/processes/runtime.ts";
import { ProviderRegistry } from "./harness/providerRegistry.ts";
import { Snapshot } from "./harness/snapshot.ts";
import { openInProcessStack } from "./harness/testEngineStack.ts";
import { errorsOf, resourceIn } from "./scenarios/read.ts";
import { ToyProgram } from "./scenarios/toyProgram.ts";

const randomName = "random:index/randomPet:RandomPet";
const otherResource = `
  const pet = new pulumi.CustomResource("${randomName}", "pet", { length: 2, result: undefined });
  exports.result = new Toy("a", { value: pet.result }).value;
`;

function toyProgram(statements: string): ToyProgram {
  const program = new ToyProgram(statements);
  onTestFinished(() => program.remove());
  return program;
}

describe("the test engine", () => {
  it("resources of other providers are made by the test's stand-ins; their outputs are unknown in previews", async () => {
    const { options } = toyProgram(otherResource);
    const otherProviders = { [randomName]: { create: () => ({ result: "clever-cat" }) } };
    const stack = await openInProcessStack({ ...options, otherProviders });
    expect((await stack.preview()).outputs).toEqual({ result: unknownValue });
    expect((await stack.up()).outputs).toEqual({ result: "clever-cat" });
    expect(resourceIn(await stack.checkpoint(), "pet")).toMatchObject({ id: "pet", inputs: { length: 2 } });
  });

  it("a resource type without a stand-in is refused by name", async () => {
    const stack = await openInProcessStack(toyProgram(otherResource).options);
    expect(errorsOf(await stack.up()).join("\n")).toContain(`no stand-in for '${randomName}'`);
  });

  it("what a program in this process leaves under way is no failure of the next one", async () => {
    const late = "const { setTimeout: delay } = require('node:timers/promises');";
    const leaves = toyProgram(`${late} void delay(300).then(() => Promise.reject(new Error("too late")));`);
    const waits = toyProgram(`${late} exports.waited = delay(1_000, true);`);
    await (await openInProcessStack(leaves.options)).up();
    const { succeeded, outputs } = await (await openInProcessStack(waits.options)).up();
    expect([succeeded, outputs]).toEqual([true, { waited: true }]);
  });

  it("no more steps run at once than parallel allows", async () => {
    const diagnostics = new Diagnostics();
    const deployment = new Deployment({
      preview: false,
      parallel: 2,
      snapshot: new Snapshot({ resources: [], pendingOperations: [] }, () => undefined),
      providers: new ProviderRegistry(processes, {
        programDir: "",
        projectName: "",
        env: {},
        engineAddress: "",
        configureDelayMs: 0,
        diagnostics,
      }),
      diagnostics,
    });
    let [running, most] = [0, 0];
    const step = (index: number) => ({
      op: "create" as const,
      urn: `urn:pulumi:dev::toys::toy:index:Toy::toy${index}`,
      async apply() {
        running += 1;
        most = Math.max(most, running);
        await new Promise(setImmediate);
        running -= 1;
      },
    });
    await Promise.all(Array.from({ length: 9 }, (_, index) => deployment.execute([step(index)])));
    expect(most).toBe(2);
    expect(deployment.changes).toEqual({ create: 9 });
  });
});
