import { cpSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { examples, exampleNames } from "../support/installedExamples";
import { root } from "../support/lockFile";
import { temporaryFolder } from "../support/temporaryFolder";
import { openInProcessStack } from "./harness/testEngineStack";
import { exampleScenarios } from "./scenarios/examples";

/** A fresh copy of an example, with the package linked; test/processes has it from its tarball. */
function copyOf(example: string): string {
  const folder = temporaryFolder(example);
  cpSync(join(examples, example), folder, { recursive: true, filter: isNoPackage });
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"), "dir");
  return folder;
}

const isNoPackage = (path: string): boolean => !path.endsWith("node_modules");

describe("an example, copied into a fresh folder", () => {
  it("has a scenario", () => {
    expect([...new Set(exampleScenarios.map(({ example }) => example))].toSorted()).toEqual(exampleNames);
  });

  it.each(exampleScenarios)(
    "goes through preview, up, no change, a change and destroy: $name",
    async ({ example, run }) => {
      await run(openInProcessStack, copyOf(example));
    },
  );
});
