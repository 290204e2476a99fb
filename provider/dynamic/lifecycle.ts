import { createRequire } from "node:module";
// First: it says so where Node.js is too old for the rest.
import "../host/requireNode";
import { engineLog } from "../host/engineLog";
import { createHost } from "../host/host";
import { systemChance, systemClock } from "../host/system";
import { isShownOnTerminal } from "../host/terminal";
import { dynamicMethods } from "./methods";

/** The SDK's own copy. */
const grpc: typeof import("@grpc/grpc-js") = createRequire(require.resolve("@pulumi/pulumi"))(
  "@grpc/grpc-js",
);

/**
 * What the frozen stubs `provider.ts`, `setProvider.ts` and `snapshotProvider.ts` load as `pulumi-mediacover/lifecycle` when the engine first
 * calls them. That name, and those of the exports, are frozen: they are in users' states.
 */
const host = createHost({
  // The SDK starts this process with the engine's address as its first argument.
  log: engineLog(process.argv[2], grpc),
  clock: systemClock,
  chance: systemChance,
  isOnTerminal: isShownOnTerminal,
});

export const mediaCoverSet = dynamicMethods(host, host.mediaCoverSet);
export const coverSnapshot = dynamicMethods(host, host.coverSnapshot);
const mediaCover = dynamicMethods(host, host.mediaCover);
export const { configure, check, diff, create, read, update } = mediaCover;
const deleteCover = mediaCover.delete;
export { deleteCover as delete };
