import {
  defaultAccessKey,
  defaultRegion,
  type EmulatorAccessKey,
  type EmulatorOptions,
  type RateWindow,
  startEmulator,
} from "../emulator";
import type { Terminal } from "./terminal";

export interface EmulatorCommandOptions {
  port: number;
  seed?: string;
  data?: string;
  pictures?: string;
  qps?: number;
  window?: RateWindow;
  latency?: number;
  region?: string;
  accessKey?: EmulatorAccessKey[];
}

/**
 * Runs `mediacover emulator` until the terminal says stop.
 *
 * @throws EmulatorOptionError for options that it cannot follow, such as a port that is taken
 */
export async function runEmulator(
  { data: dataFile, latency: latencyMs, accessKey: accessKeys, ...others }: EmulatorCommandOptions,
  terminal: Terminal,
): Promise<void> {
  const options = { ...others, dataFile, latencyMs, accessKeys };
  const emulator = await startEmulator(options);
  // The address alone on the first line: scripts read it there.
  terminal.print(emulator.url);
  terminal.print(instructions(emulator.url, emulator.media.list().length, options));
  await terminal.stopped;
  await emulator.close();
}

function instructions(url: string, mediaCount: number, options: EmulatorOptions): string {
  const { accessKeyId, accessKeySecret } = options.accessKeys?.[0] ?? defaultAccessKey;
  return `
Stands in for the service with ${mediaCount} videos. Watch their covers at ${url}/ in a browser.
In the folder of a Pulumi project:

pulumi config set mediacover:endpoint ${url}
pulumi config set alicloud:region ${options.region ?? defaultRegion}
pulumi config set alicloud:accessKey ${accessKeyId}
pulumi config set --secret alicloud:secretKey ${accessKeySecret}

Ctrl-C stops it.`;
}
