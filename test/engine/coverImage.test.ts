import { describe, it } from "vitest";
import { openTestEngineStack } from "./harness/testEngineStack";
import { coverImageScenarios } from "./scenarios/coverImage";
import { runScenario } from "./scenarios/scenario";

describe("CoverImage", () => {
  it.each(coverImageScenarios)("$name", (scenario) => runScenario(scenario, openTestEngineStack));
});
