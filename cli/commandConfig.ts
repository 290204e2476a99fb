import { type Configuration, readConfiguration } from "../provider/config";
import { at, invalid, problemsIn, type Result } from "../provider/cover/problem";
import { checkRegion } from "../provider/cover/rules";
import { readStackConfig, type StackConfig } from "./stackConfig";

/** Where a command's settings come from. */
export interface ServiceOptions {
  /** Region of what names none. Default: as for resources. */
  region?: string;
  /** Configuration that wins over the stack's, by full names. */
  config?: ReadonlyMap<string, string>;
  /** Whether the configuration of the selected stack is read. */
  stack: boolean;
}

/** What a command is configured with, and what became of the stack's part in it. */
export interface CommandConfiguration {
  configuration: Configuration;
  stack: StackConfig;
}

/**
 * Reads what a program would see here: `--config`, then the selected stack's configuration, then the environment.
 * Asks the Pulumi CLI, so only a command that reaches the service may.
 */
export async function readCommandConfiguration(options: ServiceOptions): Promise<CommandConfiguration> {
  const stack: StackConfig = options.stack
    ? await readStackConfig()
    : { values: new Map(), missing: "not asked for (--no-stack)", isExpected: true };
  const getConfig = (key: string): string | undefined => options.config?.get(key) ?? stack.values.get(key);
  return { configuration: readConfiguration(getConfig), stack };
}

/**
 * Applies the rules that `pulumi up` applies to settings.
 *
 * @returns the region of what names none, or everything that is wrong
 */
export function checkCommandSettings(
  configuration: Configuration,
  { region }: Pick<ServiceOptions, "region">,
): Result<string> {
  const found = configuration.defaultRegion();
  const waysToSetRegion = [
    "give --region",
    "set alicloud:region or ALICLOUD_REGION",
    configuration.profileRegionFix(),
  ];
  const fix = waysToSetRegion.filter((way) => way !== undefined).join(", or ");
  const byDefault = found.ok ? found : invalid("is not set", { fix });
  const checked = at(["region"], checkRegion(region, byDefault));
  const others = configuration.problems(checked.ok ? checked.value : undefined);
  if (checked.ok && others.length === 0) return checked;
  return { ok: false, problems: [...problemsIn(checked), ...others] };
}
