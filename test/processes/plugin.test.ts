import { describe, it } from "vitest";
import { openTestEngineStack } from "../engine/harness/testEngineStack";
import { allScenarios } from "../engine/scenarios";
import { runScenario } from "../engine/scenarios/scenario";
import { throughPlugin } from "../support/throughPlugin";

/** What test/engine/plugin.test.ts cannot run; it has the others, through the same server. */
const scenarios = allScenarios.filter(
  ({ needsProcesses, isDynamicOnly }) => needsProcesses === true && isDynamicOnly !== true,
);

describe("a process that ends in the middle, through the executable of the packaged provider", () => {
  it.each(scenarios)("$name", (scenario) => runScenario(scenario, throughPlugin(openTestEngineStack)));
});
