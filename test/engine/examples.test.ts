import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { exampleNames, type InstalledExamples, installExamples } from "../support/installedExamples";
import { openTestEngineStack } from "./harness/testEngineStack";
import { exampleScenarios } from "./scenarios/examples";

describe("an example, copied into a fresh folder with the package from its tarball", () => {
  let installed: InstalledExamples;
  beforeAll(async () => {
    installed = await installExamples();
  });
  afterAll(() => installed.remove());

  it("has a scenario", () => {
    expect(exampleScenarios.map(({ example }) => example).toSorted()).toEqual(exampleNames);
  });

  it.each(exampleScenarios)(
    "goes through preview, up, no change, a change and destroy: $example",
    async ({ example, run }) => {
      await run(openTestEngineStack, installed.copy(example));
    },
  );
});
