import { describe, expect, it } from "vitest";
import { openTestEngineStack } from "./harness/testEngineStack";
import { allScenarios } from "./scenarios";
import { runScenario } from "./scenarios/scenario";

/**
 * One scenario for each thing that only processes of the SDK's own can show. The others run so in test/processes. A whole life
 * with processes is in package.test.ts.
 */
const shown = [
  // What is written on the wire, secrets and failures with an instance among it.
  "secret inputs stay secret in state and outputs, while the provider sees plain values",
  "keys of the environment are nowhere in what a run leaves behind or says, debug messages included",
  "a partly failed create is saved with its reasons, and the next up updates it",
  "messages of the program and lines of the provider reach the user, without the secrets of the configuration",
  // The race of the first calls for the configuration.
  "40 covers are created in parallel while the provider is slow to be configured",
  // One process a provider.
  "the default provider gets the stack's whole configuration; refresh and destroy use that of the last up",
  // A process that ends too early.
  "a program that throws deletes nothing, and its error is reported",
  "a provider that dies fails what it was doing, and the next up does it again",
];

describe("with processes of the SDK's own", () => {
  const scenarios = allScenarios.filter(({ name }) => shown.includes(name));

  it("there are the scenarios that are chosen here by name", () => {
    expect(scenarios.map(({ name }) => name).toSorted()).toEqual(shown.toSorted());
  });

  it.each(scenarios)("$name", (scenario) => runScenario(scenario, openTestEngineStack));
});
