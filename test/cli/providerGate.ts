/** Stands between the CLI and the dynamic provider process: tells the test its process id and may hold it back. */

import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { createServer, type Socket } from "node:net";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";

/** A gate that listens. */
export interface ProviderGate {
  /** To be put first on the CLI's PATH. */
  folder: string;
  stop(): Promise<void>;
}

/**
 * What the CLI starts in the place of the SDK's own start script: the same module in a process that first calls here
 * and goes on when the call is over.
 */
const script = (port: number): string => `#!/usr/bin/env node
const call = require("node:net").connect(${port}, "127.0.0.1", () => call.write(String(process.pid)));
call.resume().on("close", () =>
  require(require.resolve("@pulumi/pulumi/cmd/dynamic-provider", { paths: [process.cwd()] })),
);
`;

/** Opens a gate whose script lies in a folder of its own below `workDir`. */
export async function openProviderGate(
  workDir: string,
  delayMs: number,
  onStarted: (pid: number) => void,
): Promise<ProviderGate> {
  const calls = new Set<Socket>();
  const server = createServer((call) => {
    calls.add(call);
    call.on("close", () => calls.delete(call));
    call.once("data", (pid) => {
      onStarted(Number(pid.toString()));
      void delay(delayMs).then(() => call.end());
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the provider gate has no port");
  const folder = join(workDir, "gate");
  mkdirSync(folder, { recursive: true });
  // Whatever a package.json further up says.
  writeFileSync(join(folder, "package.json"), JSON.stringify({ type: "commonjs" }));
  const path = join(folder, "pulumi-resource-pulumi-nodejs");
  writeFileSync(path, script(address.port));
  chmodSync(path, 0o755);
  return {
    folder,
    stop: async () => {
      for (const call of calls) call.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
