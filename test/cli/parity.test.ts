import { describe, expect, test } from "vitest";
import type { OpenStack } from "../engine/harness/stack.ts";
import { openTestEngineStack } from "../engine/harness/testEngineStack.ts";
import { scenarios } from "../engine/scenarios/index.ts";
import { runScenario, type Scenario } from "../engine/scenarios/scenario.ts";
import { cliStackOpener } from "./cliStack.ts";
import { findCliFor } from "./findCli.ts";
import { recorded, type Recording } from "./record.ts";

const cli = await findCliFor(scenarios);

async function recordingsOf(scenario: Scenario, open: OpenStack): Promise<Recording[]> {
  const recordings: Recording[] = [];
  await runScenario(scenario, recorded(open, recordings));
  return recordings;
}

// An operation of the CLI takes seconds, and several run side by side.
const timeout = 300_000;

describe.skipIf(!cli.found).concurrent("the test engine does as the Pulumi CLI does", { timeout }, () => {
  for (const scenario of scenarios) {
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
