import type { Runtime } from "../runtime.ts";
import { runProgram } from "./program.ts";
import { startPluginInProcess } from "./plugin.ts";
import { ProviderInProcess } from "./provider.ts";
import { Surroundings } from "./surroundings.ts";

/** The operation before the next one: they share this process's environment, folder and console. */
let last: Promise<unknown> = Promise.resolve();

/** Program and provider run here, one operation after the other. */
export const inThisProcess: Runtime = {
  async around(options, diagnostics, operation) {
    const turn = last.then(async () => {
      const surroundings = new Surroundings(options, diagnostics);
      try {
        return await operation();
      } finally {
        surroundings.restore();
      }
    });
    last = turn.catch(() => undefined);
    return turn;
  },
  runProgram,
  startProvider: async (options) => new ProviderInProcess(options),
  startPlugin: startPluginInProcess,
};
