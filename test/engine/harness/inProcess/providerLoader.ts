import { createRequire } from "node:module";
import { join } from "node:path";
import { compileFunction } from "node:vm";
import grpc from "@grpc/grpc-js";
import type { dynamic } from "@pulumi/pulumi";
import type { ProviderOptions } from "../runtime.ts";

// The built package, as the program has it.
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
const { dynamicMethods }: typeof import("../../../../dist/provider/dynamic/methods.js") = require(
  `${dist}/dynamic/methods.js`,
);

/** The name by which stored texts load our methods. */
const ourMethods = "pulumi-mediacover/lifecycle";

/**
 * Makes providers of their stored texts, as the SDK does. Ours get methods of a host of their own, where a process of its
 * own would load the module that makes one.
 */
export function providerLoader({
  programDir,
  engineAddress,
}: ProviderOptions): (text: string) => dynamic.ResourceProvider {
  const host = createHost({
    log: engineLog(engineAddress, grpc),
    clock: systemClock,
    chance: systemChance,
    isOnTerminal: () => false,
  });
  const methods = {
    ...dynamicMethods(host, host.mediaCover),
    mediaCoverSet: dynamicMethods(host, host.mediaCoverSet),
    coverSnapshot: dynamicMethods(host, host.coverSnapshot),
  };
  const requireOfProgram = createRequire(join(programDir, "index.js"));
  const requireIt = (name: string): unknown => (name === ourMethods ? methods : requireOfProgram(name));
  return (text) => {
    const module: { exports: { handler?: () => dynamic.ResourceProvider } } = { exports: {} };
    compileFunction(text, ["module", "exports", "require"])(module, module.exports, requireIt);
    const { handler } = module.exports;
    if (handler === undefined) throw new TypeError("the text of a provider exports no handler");
    return handler();
  };
}
