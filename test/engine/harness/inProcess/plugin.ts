/** The packaged provider in this process, behind a socket as it always is. */

import { createRequire } from "node:module";
import grpc from "@grpc/grpc-js";
import { GrpcProvider } from "../grpcProvider.ts";
import type { PluginOptions, RunningPlugin } from "../runtime.ts";

// The built package, as the executable has it.
const require = createRequire(import.meta.url);
const dist = "../../../../dist/provider";
const { createHost }: typeof import("../../../../dist/provider/host/host.js") = require(
  `${dist}/host/host.js`,
);
const { engineLog }: typeof import("../../../../dist/provider/host/engineLog.js") = require(
  `${dist}/host/engineLog.js`,
);
const { systemChance, systemClock }: typeof import("../../../../dist/provider/host/system.js") = require(
  `${dist}/host/system.js`,
);
const { serve }: typeof import("../../../../dist/provider/plugin/server.js") = require(
  `${dist}/plugin/server.js`,
);
const { createService }: typeof import("../../../../dist/provider/plugin/service.js") = require(
  `${dist}/plugin/service.js`,
);

/** Starts a provider with a state of its own, as a process of its own would have it. There is only ours. */
export async function startPluginInProcess({ engineAddress }: PluginOptions): Promise<RunningPlugin> {
  const log = engineLog(engineAddress, grpc);
  const ports = { log, clock: systemClock, chance: systemChance, isOnTerminal: () => false };
  const { port, close } = await serve(createService(createHost(ports), log));
  return new PluginInProcess(String(port), close);
}

class PluginInProcess extends GrpcProvider implements RunningPlugin {
  readonly #closeServer: () => void;

  constructor(port: string, closeServer: () => void) {
    super(port);
    this.#closeServer = closeServer;
  }

  async stop(): Promise<void> {
    this.close();
    this.#closeServer();
  }
}
