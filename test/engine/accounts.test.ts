import { describe, it } from "vitest";
import { openTestEngineStack } from "./harness/testEngineStack";
import { accountScenarios } from "./scenarios/accounts";
import { lookupScenarios } from "./scenarios/lookups";
import { runScenario } from "./scenarios/scenario";

describe("Provider on the test engine", () => {
  it.each(accountScenarios)("$name", (scenario) => runScenario(scenario, openTestEngineStack));
});

describe("lookups with a Provider on the test engine", () => {
  it.each(lookupScenarios)("$name", (scenario) => runScenario(scenario, openTestEngineStack));
});
