import { describe, it } from "vitest";
import { openInProcessStack } from "./harness/testEngineStack";
import { scenarioGroups, toyScenarios } from "./scenarios";
import { runScenario } from "./scenarios/scenario";

// In this process. With processes of their own, a dozen of them run in processes.test.ts, and all in test/processes.
const groups = Object.entries({ "a toy": toyScenarios, ...scenarioGroups })
  .map(([name, scenarios]) => ({
    name,
    scenarios: scenarios.filter(({ needsProcesses }) => !needsProcesses),
  }))
  .filter(({ scenarios }) => scenarios.length > 0);

describe.each(groups)("$name", ({ scenarios }) => {
  it.each(scenarios)("$name", (scenario) => runScenario(scenario, openInProcessStack));
});
