import { describe, test } from "vitest";
import { openTestEngineStack } from "./harness/testEngineStack.ts";
import { scenarios } from "./scenarios/index.ts";
import { runScenario } from "./scenarios/scenario.ts";

// Five scenarios share the machine's processors, and an operation starts two processes.
const timeout = 180_000;

describe.concurrent("on the test engine", { timeout }, () => {
  for (const scenario of scenarios) {
    test(scenario.name, () => runScenario(scenario, openTestEngineStack));
  }
});
