import { afterAll, beforeAll, describe, it } from "vitest";
import { exampleScenarios } from "../engine/scenarios/examples";
import { type InstalledExamples, installExamples } from "../support/installedExamples";
import { cliStackOpener } from "./cliStack";
import { findCliFor } from "./findCli";

const cli = await findCliFor(exampleScenarios);

describe.skipIf(!cli.found)("an example on the real CLI, copied and installed likewise", () => {
  const open = cliStackOpener(cli.found ? cli.path : "");
  let installed: InstalledExamples;
  beforeAll(async () => {
    installed = await installExamples();
  });
  afterAll(() => installed.remove());

  it.each(exampleScenarios)(
    "goes through preview, up, no change, a change and destroy: $name",
    async ({ example, run }) => {
      await run(open, installed.copy(example));
    },
  );
});
