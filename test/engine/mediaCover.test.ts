import { describe, it } from "vitest";
import { openTestEngineStack } from "./harness/testEngineStack";
import { mediaCoverScenarios } from "./scenarios/mediaCover";
import { runScenario } from "./scenarios/scenario";

describe("MediaCover on the test engine", () => {
  it.each(mediaCoverScenarios)("$name", (scenario) => runScenario(scenario, openTestEngineStack));
});
