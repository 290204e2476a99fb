import { Diagnostics } from "../test/engine/harness/diagnostics.ts";
import { ProviderProcess } from "../test/engine/harness/processes/providerProcess.ts";
import { deadlineMs } from "./deadline.ts";

/** Where a contender's program is. */
export interface ProgramOnDisk {
  programDir: string;
  /** The folder of the packaged provider, if it uses that. */
  pluginFolder: string | undefined;
}

/** How often it is measured; the first time fills caches and does not count. */
const starts = 6;

/**
 * From the start of a provider's process to its answer to `Configure`, which is the first call that every engine makes.
 *
 * @returns seconds, the median
 */
export async function firstAnswerSeconds({ programDir, pluginFolder }: ProgramOnDisk): Promise<number> {
  const options = {
    programDir,
    projectName: "bench",
    env: {},
    // Nobody is there: a provider calls its engine once it has something to say.
    engineAddress: "127.0.0.1:1",
    configureDelayMs: 0,
    diagnostics: new Diagnostics(),
    deadlineMs,
  };
  const times: number[] = [];
  while (times.length < starts) {
    const begunMs = performance.now();
    const provider =
      pluginFolder === undefined
        ? await ProviderProcess.start(options)
        : await ProviderProcess.startPlugin({ ...options, packageName: "mediacover", folder: pluginFolder });
    try {
      await provider.configure({});
      times.push((performance.now() - begunMs) / 1000);
    } finally {
      await provider.stop();
    }
  }
  return times.slice(1).toSorted((a, b) => a - b)[Math.floor((starts - 1) / 2)] ?? Number.NaN;
}
