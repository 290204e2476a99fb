import { describe, it } from "vitest";
import { throughPlugin } from "../support/throughPlugin";
import { openInProcessStack } from "./harness/testEngineStack";
import { scenarioGroups } from "./scenarios";
import { runScenario } from "./scenarios/scenario";

const open = throughPlugin(openInProcessStack);
const groups = Object.entries(scenarioGroups)
  .map(([name, scenarios]) => ({
    name,
    scenarios: scenarios.filter(
      ({ needsProcesses, isDynamicOnly }) => needsProcesses !== true && isDynamicOnly !== true,
    ),
  }))
  .filter(({ scenarios }) => scenarios.length > 0);

describe.each(groups)("$name through the packaged provider", ({ scenarios }) => {
  it.each(scenarios)("$name", (scenario) => runScenario(scenario, open));
});
