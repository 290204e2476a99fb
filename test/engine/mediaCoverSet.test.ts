import { describe, it } from "vitest";
import { openTestEngineStack } from "./harness/testEngineStack";
import { mediaCoverSetScenarios } from "./scenarios/mediaCoverSet";
import { runScenario } from "./scenarios/scenario";

describe("MediaCoverSet on the test engine", () => {
  for (const scenario of mediaCoverSetScenarios)
    it(scenario.name, () => runScenario(scenario, openTestEngineStack));
});
