import ts from "typescript";
import { expect, it } from "vitest";
import { readPage, snippetsOf } from "../docs/pages";
import { openProject, stepsOf } from "../support/project";
import { openInProcessStack } from "./harness/testEngineStack";

const [program, screen] = snippetsOf(readPage("README.md"));

it("the first program of the README does what the README shows, and nothing when it runs again", async () => {
  const { outputText } = ts.transpileModule(program?.text ?? "", {
    compilerOptions: { module: ts.ModuleKind.CommonJS },
  });
  const { stack, emulator } = await openProject(openInProcessStack, {
    emulator: { seed: [{ mediaId: "6cc3aa66d1cb4bb2adf14e726c0a0001" }] },
    program: outputText,
  });
  const up = await stack.up();
  expect([up.succeeded, stepsOf(up)]).toEqual([true, ["create trailer"]]);
  const shown = screen?.text ?? "";
  for (const { op, type, name } of up.steps) expect(shown).toMatch(new RegExp(`${type} +${name}.* ${op}d `));
  expect(shown).toContain(`cover: ${JSON.stringify(up.outputs["cover"])}`);
  expect(shown).toContain(`+ ${up.changes.create} created`);

  emulator.requests.clear();
  expect([stepsOf(await stack.up()), emulator.requests.count()]).toEqual([["same trailer"], 0]);
});
