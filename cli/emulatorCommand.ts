import { defaultAccessKey, defaultRegion, startEmulator, type EmulatorOptions } from "../emulator";
import { defaultPort, readEmulatorOptions } from "./emulatorOptions";
import type { Terminal } from "./terminal";

const help = `Usage: mediacover emulator [options]

A local stand-in for ApsaraVideo Media Processing: try covers without an account. Prints its address, then the
configuration to paste, and runs until it is stopped (Ctrl-C). In a browser, the address shows the covers as they
change.

Options:
  --port N                 where to listen on 127.0.0.1; 0 takes any free port (default ${defaultPort})
  --seed FILE              the videos to begin with: a JSON array of {mediaId, title, fileUrl, cover, region};
                           all but mediaId may be left out, anything else is ignored (default none)
  --data FILE              keeps the videos in this file; if it exists, it wins over --seed
                           (default: in memory)
  --pictures FOLDER        serves <bucket>/<key> of this folder as OSS does, at /oss/<bucket>/<key>; the page shows
                           these pictures, and draws what it has none of (default none)
  --qps N                  calls a second of each operation (default 100, as the service)
  --window fixed|sliding   how the calls of a second are counted (default sliding)
  --latency MS             how long every call is under way (default 0)
  --region REGION          where the videos are (default cn-hangzhou)
  --access-key ID:SECRET   who is let in; may be repeated (default ${defaultAccessKey.accessKeyId}:${defaultAccessKey.accessKeySecret})
  --help                   this text`;

/**
 * Runs `mediacover emulator` until the terminal says stop.
 *
 * @param words what was written after `emulator`
 * @throws {UsageError} for options that cannot be understood
 * @throws {EmulatorOptionError} for those that cannot be followed, e.g. a taken port
 */
export async function runEmulator(words: readonly string[], terminal: Terminal): Promise<void> {
  const options = readEmulatorOptions(words);
  if (options === undefined) {
    terminal.print(help);
    return;
  }
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
