import { cliStackOpener } from "../test/cli/cliStack.ts";
import { findCli } from "../test/cli/findCli.ts";
import type { OpenStack } from "../test/engine/harness/stack.ts";
import { openTestEngineStack } from "../test/engine/harness/testEngineStack.ts";

/** What runs the demo, and one line that says so. */
export interface Engine {
  open: OpenStack;
  description: string;
}

/** The Pulumi CLI if there is one, else the test engine of this repository. Downloads nothing. */
export async function chooseEngine(): Promise<Engine> {
  const cli = await findCli();
  if (cli.found)
    return { open: cliStackOpener(cli.path), description: `the Pulumi CLI ${cli.version} (${cli.path})` };
  return {
    open: openTestEngineStack,
    description: `this repository's test engine, which runs the same program and provider (no Pulumi CLI: ${cli.reason})`,
  };
}
