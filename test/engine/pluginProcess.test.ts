import { describe, expect, it } from "vitest";
import { throughPlugin } from "../support/throughPlugin";
import { openTestEngineStack } from "./harness/testEngineStack";
import { allScenarios } from "./scenarios";
import { runScenario } from "./scenarios/scenario";

/** One scenario for each thing that only the executable can show. The others run so in test/processes. */
const shown = [
  // It is started, dies, is started again, and has nothing to do.
  "a provider that is killed while creating a set, after its write, before it heard so: the same up ends it, and the next one has nothing to do",
];

describe("with the executable of the packaged provider", () => {
  const scenarios = allScenarios.filter(({ name }) => shown.includes(name));

  it("there are the scenarios that are chosen here by name", () => {
    expect(scenarios.map(({ name }) => name).toSorted()).toEqual(shown.toSorted());
  });

  it.each(scenarios)("$name", (scenario) => runScenario(scenario, throughPlugin(openTestEngineStack)));
});
