import { regionPattern } from "../provider/cover/regions";
import { UsageError } from "./terminal";

/** The options of every command that reaches the service: where settings come from. */

/** As `parseArgs` takes them; commands add their own. */
export const serviceOptionTypes = {
  region: { type: "string" },
  config: { type: "string", multiple: true },
  "no-stack": { type: "boolean" },
} as const;

/** What help says of where settings are looked for. */
export const settingsHelp = `Region, credentials and endpoint are looked for where a program would: in the configuration of the stack that is selected
in this folder (by running \`pulumi config --json --show-secrets\`, if there is a Pulumi.yaml and pulumi is on PATH), in the
environment, and in files such as ~/.aliyun/config.json. Nothing is known of explicit providers: give their arguments with
--config, and --no-stack.`;

/** What help says of the options. @param region What `--region` is there for. */
export const serviceOptionsHelp = (
  region: string,
): string => `  --region REGION       ${region} (default: as for resources that name none)
  --config KEY=VALUE    configuration that goes before the stack's, e.g. alicloud:profile=prod; may be repeated
  --no-stack            does not ask pulumi for a stack's configuration`;

/** Where a command's settings come from. */
export interface ServiceOptions {
  /** The region of what names none. Default: as for resources. */
  region: string | undefined;
  /** Configuration that goes before the stack's, by full names. */
  config: ReadonlyMap<string, string>;
  /** Whether the selected stack's configuration is read. */
  readsStack: boolean;
}

/** @throws {UsageError} naming the option and what it takes */
export function readServiceOptions(values: {
  region?: string | undefined;
  config?: string[] | undefined;
  "no-stack"?: boolean | undefined;
}): ServiceOptions {
  const { region, config = [] } = values;
  if (region !== undefined && !regionPattern.test(region))
    throw new UsageError(`--region ${region}: write a region such as cn-hangzhou`);
  return { region, config: new Map(config.map(readPair)), readsStack: values["no-stack"] !== true };
}

function readPair(text: string): [string, string] {
  const [, key, value] = /^((?:alicloud|mediacover):\w+)=(.*)$/s.exec(text) ?? [];
  if (key !== undefined && value !== undefined) return [key, value];
  // Not what was written: it may be a secret.
  throw new UsageError("--config: write KEY=VALUE, e.g. --config alicloud:region=cn-hangzhou");
}
