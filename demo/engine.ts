import { resolve } from "node:path";
import { cliStackOpener } from "../test/cli/cliStack.ts";
import { findCli, findLauncher } from "../test/cli/findCli.ts";
import type { OpenStack } from "../test/engine/harness/stack.ts";
import { openTestEngineStack } from "../test/engine/harness/testEngineStack.ts";

/** What runs the demo, and one line that says so. */
export interface Engine {
  open: OpenStack;
  description: string;
}

const root = resolve(import.meta.dirname, "..");

/** The Pulumi CLI if there is one, else the one that npm's launcher fetches, else the test engine of this repository. */
export function chooseEngine(): Engine {
  const cli = findCli();
  if (cli.found)
    return { open: cliStackOpener(cli.path), description: `the Pulumi CLI ${cli.version} (${cli.path})` };
  const launched = findLauncher(root);
  if (launched.found) {
    return {
      open: cliStackOpener(launched.path),
      description: `the Pulumi CLI ${launched.version}, from the npm package "pulumi"`,
    };
  }
  return {
    open: openTestEngineStack,
    description: `this repository's test engine, which runs the same program and provider (no Pulumi CLI: ${cli.reason}; ${launched.reason})`,
  };
}
