import { expect, it } from "vitest";
import { openInProcessStack, openTestEngineStack } from "../engine/harness/testEngineStack";
import { runScenario, type Scenario } from "../engine/scenarios/scenario";
import { isLong } from "../support/long";
import { recordingsOf } from "../support/recordings";

/**
 * Runs scenarios with processes of the SDK's own, and in this one: both do the same. test/cli compares the test engine with
 * the real CLI. With processes a scenario takes some ten seconds: a third of them are run, and all of them in the long form.
 */
export function itIsTheSameInProcess(scenarios: readonly Scenario[]): void {
  const comparable = scenarios.filter(isComparable).filter((_, index) => isLong || index % 3 === 0);
  it.each(comparable)("$name", async (scenario) => {
    // The SDK's runner shows what a program throws late at no resource, in this process at the one that it names.
    const theirs = await recordingsOf(scenario, openTestEngineStack, { hasSubjects: false });
    expect(await recordingsOf(scenario, openInProcessStack, { hasSubjects: false })).toEqual(theirs);
  });
  it.each(scenarios.filter((scenario) => !isComparable(scenario)))("$name", (scenario) =>
    runScenario(scenario, openTestEngineStack),
  );
}

const isComparable = ({ needsProcesses, isRace }: Scenario): boolean => !needsProcesses && !isRace;
