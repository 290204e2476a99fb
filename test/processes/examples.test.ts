import { afterAll, beforeAll, describe, it } from "vitest";
import { type InstalledExamples, installExamples } from "../support/installedExamples";
import { openTestEngineStack } from "../engine/harness/testEngineStack";
import { exampleScenarios } from "../engine/scenarios/examples";

describe("an example, copied into a fresh folder with the package from its tarball", () => {
  let installed: InstalledExamples;
  beforeAll(async () => {
    installed = await installExamples();
  });
  afterAll(() => installed.remove());

  it.each(exampleScenarios)(
    "goes through preview, up, no change, a change and destroy: $name",
    async ({ example, run }) => {
      await run(openTestEngineStack, installed.copy(example));
    },
  );
});
