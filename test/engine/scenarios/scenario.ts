/** Scenarios: what a user does with a stack and what must come of it, whichever engine runs it. */

import type { OpenStack, Stack, StackOptions } from "../harness/stack.ts";
import { ToyProgram } from "./toyProgram.ts";

/** What a scenario may use; everything that it opens is closed when it is over. */
export interface ScenarioTools {
  open: OpenStack;
  program(statements: string): ToyProgram;
}

/** One promise and the story that proves it, expectations included. */
export interface Scenario {
  /** The promise, as the test's name. */
  name: string;
  /** It ends a provider's process in the middle. */
  needsProcesses?: true;
  /** It is about the dynamic provider: the packaged one is otherwise there. */
  isDynamicOnly?: true;
  /** Its program fails while resources are under way: how far they come by then differs from run to run. */
  isRace?: true;
  run(tools: ScenarioTools): Promise<void>;
}

/** Runs a scenario on an engine and closes what it opened, also when it fails. */
export async function runScenario(scenario: Scenario, open: OpenStack): Promise<void> {
  const stacks: Stack[] = [];
  const programs: ToyProgram[] = [];
  const tools: ScenarioTools = {
    open: async (options: StackOptions) => {
      const stack = await open(options);
      stacks.push(stack);
      return stack;
    },
    program: (statements) => {
      const program = new ToyProgram(statements);
      programs.push(program);
      return program;
    },
  };
  try {
    await scenario.run(tools);
  } finally {
    for (const stack of stacks) await stack.close();
    for (const program of programs) program.remove();
  }
}
