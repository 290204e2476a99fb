import { fstatSync } from "node:fs";
import * as grpc from "@grpc/grpc-js";
import { engineLog } from "../host/engineLog";
import { createHost } from "../host/host";
import { systemChance, systemClock } from "../host/system";
import { isShownOnTerminal } from "../host/terminal";
import { version } from "../mps/version";
import { serve } from "./server";
import { createService } from "./service";

/** The executable. Pulumi's engine passes its address as the last argument, and reads the port from the first line of output. */
async function main(engineAddress: string | undefined): Promise<void> {
  if (engineAddress === undefined || !/^[^:]+:\d+$/.test(engineAddress)) {
    console.error(whatThisIs);
    process.exitCode = 2;
    return;
  }
  endWithEngine();
  const log = engineLog(engineAddress, grpc);
  const ports = { log, clock: systemClock, chance: systemChance, isOnTerminal: isShownOnTerminal };
  const { port } = await serve(createService(createHost(ports), log));
  console.log(String(port));
}

const whatThisIs = `pulumi-resource-mediacover ${version}: the mediacover provider for Pulumi. Pulumi starts it; you do not.
To use it in a program, name the folder of this file in Pulumi.yaml:

  plugins:
    providers:
      - name: mediacover
        path: node_modules/pulumi-mediacover`;

/** The engine holds the other end of the standard input. If that ends, the engine has died, and nobody waits for this process. */
function endWithEngine(): void {
  const input = fstatSync(0);
  if (input.isFIFO() || input.isSocket()) process.stdin.resume().once("close", () => process.exit());
}

void main(process.argv.slice(2).at(-1));
