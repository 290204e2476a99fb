import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { Deployment } from "./harness/deployment.ts";
import { Diagnostics } from "./harness/diagnostics.ts";
import { unknownValue } from "./harness/properties.ts";
import { ProviderRegistry } from "./harness/providerRegistry.ts";
import { Snapshot } from "./harness/snapshot.ts";
import { openTestEngineStack } from "./harness/testEngineStack.ts";
import { errorsOf, namesIn, resourceIn, stepsOf } from "./scenarios/read.ts";
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

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "harness-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

describe("the test engine", () => {
  test("resources of other providers are made by the test's stand-ins; their outputs are unknown in previews", async () => {
    const { options } = toyProgram(otherResource);
    const otherProviders = { [randomName]: { create: () => ({ result: "clever-cat" }) } };
    const stack = await openTestEngineStack({ ...options, otherProviders });
    expect((await stack.preview()).outputs).toEqual({ result: unknownValue });
    expect((await stack.up()).outputs).toEqual({ result: "clever-cat" });
    expect(resourceIn(await stack.checkpoint(), "pet")).toMatchObject({ id: "pet", inputs: { length: 2 } });
  });

  test("a resource type without a stand-in is refused by name", async () => {
    const stack = await openTestEngineStack(toyProgram(otherResource).options);
    expect(errorsOf(await stack.up()).join("\n")).toContain(`no stand-in for '${randomName}'`);
  });

  test("a stack kept in a file goes on where a killed run has left it", async () => {
    const toys = toyProgram(
      `const a = new Toy("a"); new Toy("b", { says: "at it", hangs: true, value: a.revision });`,
    );
    const folder = temporaryFolder();
    const [checkpointFile, leftBehind] = [join(folder, "running.json"), join(folder, "left-behind.json")];
    const killed = await openTestEngineStack({ ...toys.options, checkpointFile });
    let pid = 0;
    await killed.up({
      onProviderStarted: (started) => {
        pid = started;
      },
      onDiagnostic: ({ message }) => {
        if (message !== "at it") return;
        copyFileSync(checkpointFile, leftBehind);
        process.kill(pid);
      },
    });

    const stack = await openTestEngineStack({ ...toys.options, checkpointFile: leftBehind });
    const checkpoint = await stack.checkpoint();
    expect(namesIn(checkpoint)).toEqual(["a"]);
    expect(checkpoint.pendingOperations).toEqual([{ type: "creating", urn: expect.stringMatching(/::b$/) }]);
    toys.change(`const a = new Toy("a"); new Toy("b", { value: a.revision });`);
    const up = await stack.up();
    expect(stepsOf(up)).toEqual(["same a", "create b"]);
    expect(up.diagnostics.find(({ severity }) => severity === "warning")?.message).toContain(
      "interrupted while creating",
    );
  });

  test("no process outlives its operation, also when the operation fails", async () => {
    const stack = await openTestEngineStack(toyProgram(`new Toy("a", { fails: "no" });`).options);
    const pids: number[] = [];
    const up = await stack.up({ onProviderStarted: (pid) => pids.push(pid) });
    expect(up.succeeded).toBe(false);
    expect(pids).toHaveLength(1);
    for (const pid of pids) expect(() => process.kill(pid, 0)).toThrow("ESRCH");
  });

  test("a TypeScript program is type-checked and runs from the folder of its entry point", async () => {
    const toys = toyProgram("");
    const folder = join(toys.options.programDir, "typed");
    mkdirSync(folder);
    const write = (statement: string): void =>
      writeFileSync(join(folder, "main.ts"), `import { getStack } from "@pulumi/pulumi";\n${statement}\n`);
    const stack = await openTestEngineStack({ ...toys.options, typescript: true, main: "typed/main.ts" });
    write(`export const where: string = getStack() + " " + process.cwd();`);
    const up = await stack.up();
    expect(errorsOf(up)).toEqual([]);
    expect(up.outputs).toEqual({ where: expect.stringMatching(/^dev .*\/typed$/) });
    write("export const where: number = getStack();");
    expect(errorsOf(await stack.up()).join("\n")).toContain(
      "Type 'string' is not assignable to type 'number'",
    );
  });

  test("no more steps run at once than parallel allows", async () => {
    const diagnostics = new Diagnostics();
    const deployment = new Deployment({
      preview: false,
      parallel: 2,
      snapshot: new Snapshot({ resources: [], pendingOperations: [] }, () => undefined),
      providers: new ProviderRegistry({
        programDir: "",
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
