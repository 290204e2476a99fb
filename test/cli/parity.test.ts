import { describe, expect, test } from "vitest";
import { openTestEngineStack } from "../engine/harness/testEngineStack.ts";
import { toyScenarios } from "../engine/scenarios/index.ts";
import { cliStackOpener } from "./cliStack.ts";
import { findCliFor } from "./findCli.ts";
import { recordingsOf } from "../support/recordings.ts";

const cli = await findCliFor(toyScenarios);

// An operation of the CLI takes seconds, and several run side by side.
const timeout = 300_000;

describe.skipIf(!cli.found).concurrent("the test engine does as the Pulumi CLI does", { timeout }, () => {
  for (const scenario of toyScenarios) {
    test(scenario.name, async () => {
      const runs = [
        recordingsOf(scenario, cliStackOpener(cli.found ? cli.path : "")),
        recordingsOf(scenario, openTestEngineStack),
      ] as const;
      // Both come to their end before either's failure ends the test: nothing may be left running.
      await Promise.allSettled(runs);
      const [theirs, ours] = await Promise.all(runs);
      expect(ours).toEqual(theirs);
    });
  }
});
