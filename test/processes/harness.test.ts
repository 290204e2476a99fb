import { copyFileSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { openTestEngineStack } from "../engine/harness/testEngineStack";
import { errorsOf, namesIn, stepsOf } from "../engine/scenarios/read";
import { ToyProgram } from "../engine/scenarios/toyProgram";
import { temporaryFolder } from "../support/temporaryFolder";

function toyProgram(statements: string): ToyProgram {
  const program = new ToyProgram(statements);
  onTestFinished(() => program.remove());
  return program;
}

describe("the test engine", () => {
  it("a stack kept in a file goes on where a killed run has left it", async () => {
    const toys = toyProgram(
      `const a = new Toy("a"); new Toy("b", { says: "at it", hangs: true, value: a.revision });`,
    );
    const folder = temporaryFolder("harness");
    const [checkpointFile, leftBehind] = [join(folder, "running.json"), join(folder, "left-behind.json")];
    const killed = await openTestEngineStack({ ...toys.options, checkpointFile });
    let pid = Number.NaN;
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

  it("no process outlives its operation, also when the operation fails", async () => {
    const stack = await openTestEngineStack(toyProgram(`new Toy("a", { fails: "no" });`).options);
    const pids: number[] = [];
    const up = await stack.up({ onProviderStarted: (pid) => pids.push(pid) });
    expect(up.succeeded).toBe(false);
    expect(pids).toHaveLength(1);
    for (const pid of pids) expect(() => process.kill(pid, 0)).toThrow("ESRCH");
  });

  it("a TypeScript program is type-checked and runs from the folder of its entry point", async () => {
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
});
