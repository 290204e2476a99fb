import { describe, it } from "vitest";
import { openTestEngineStack } from "./harness/testEngineStack";
import { accountScenarios } from "./scenarios/accounts";
import { runScenario } from "./scenarios/scenario";

describe("Provider on the test engine", () => {
  it.each(accountScenarios)("$name", (scenario) => runScenario(scenario, openTestEngineStack));
});
