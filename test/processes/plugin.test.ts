import { describe, it } from "vitest";
import { openTestEngineStack } from "../engine/harness/testEngineStack";
import { scenarioGroups } from "../engine/scenarios";
import { runScenario } from "../engine/scenarios/scenario";
import { throughPlugin } from "../support/throughPlugin";

const groups = Object.entries(scenarioGroups).map(([name, scenarios]) => ({
  name,
  scenarios: scenarios.filter(({ isDynamicOnly }) => isDynamicOnly !== true),
}));

describe.each(groups)("$name through the executable of the packaged provider", ({ scenarios }) => {
  it.each(scenarios)("$name", (scenario) => runScenario(scenario, throughPlugin(openTestEngineStack)));
});
