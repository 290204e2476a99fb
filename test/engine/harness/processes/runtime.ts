import type { Runtime } from "../runtime.ts";
import { runProgram } from "./program.ts";
import { ProviderProcess } from "./providerProcess.ts";

/** The SDK's own runner and provider, and packaged providers, each in a process, as the real engine has them. */
export const processes: Runtime = {
  around: (_options, _diagnostics, operation) => operation(),
  runProgram,
  startProvider: (options) => ProviderProcess.start(options),
  startPlugin: (options) => ProviderProcess.startPlugin(options),
};
