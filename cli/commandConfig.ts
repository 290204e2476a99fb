import { type Configuration, readConfiguration } from "../provider/config";
import type { ServiceOptions } from "./serviceOptions";
import { readStackConfig, type StackConfig } from "./stackConfig";

/** What a command is configured with, and what became of the stack's part in it. */
export interface CommandConfiguration {
  configuration: Configuration;
  stack: StackConfig;
}

/**
 * Reads what a program would see here: `--config`, then the selected stack's configuration, then the environment.
 * Asks the Pulumi CLI, so only a command that reaches the service may.
 */
export async function readCommandConfiguration({
  config,
  readsStack,
}: ServiceOptions): Promise<CommandConfiguration> {
  const stack: StackConfig = readsStack
    ? await readStackConfig()
    : { missing: "not asked for (--no-stack)", isExpected: true };
  const values = "values" in stack ? stack.values : new Map<string, string>();
  return { configuration: readConfiguration((key) => config.get(key) ?? values.get(key)), stack };
}
