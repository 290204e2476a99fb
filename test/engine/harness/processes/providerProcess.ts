/** A provider in a process of its own: the SDK's dynamic provider, or a packaged one. */

import { delimiter, dirname, join } from "node:path";
import { GrpcProvider } from "../grpcProvider.ts";
import { ProviderError } from "../resourceProvider.ts";
import type { PluginOptions, ProviderOptions, RunningPlugin } from "../runtime.ts";
import { type NodeProcess, resolveFrom, startNode, startProgram } from "./nodeProcess.ts";

/** A process that listens, and the client connected to it. */
export class ProviderProcess extends GrpcProvider implements RunningPlugin {
  readonly #process: NodeProcess;

  private constructor(child: NodeProcess, port: string) {
    super(port);
    this.#process = child;
  }

  /** Starts the SDK's dynamic provider. Values are plain for it: no secrets' envelopes. */
  static start(options: ProviderOptions): Promise<ProviderProcess> {
    const script = resolveFrom(options.programDir, "@pulumi/pulumi/cmd/dynamic-provider");
    const { projectName } = options;
    const env = { PULUMI_NODEJS_PROJECT: projectName, PULUMI_PROJECT: projectName, ...options.env };
    return ProviderProcess.#started(options, (process) =>
      startNode([script, options.engineAddress], { ...process, env }),
    );
  }

  /** Starts the executable of a packaged provider, for which this Node is the first on PATH. */
  static startPlugin({ packageName, folder, ...options }: PluginOptions): Promise<ProviderProcess> {
    const executable = join(folder, `pulumi-resource-${packageName}`);
    const path = [dirname(process.execPath), process.env["PATH"]].join(delimiter);
    const env = { PULUMI_PROJECT: options.projectName, PATH: path, ...options.env };
    return ProviderProcess.#started(options, (given) =>
      startProgram(executable, [options.engineAddress], { ...given, env, holdsInput: true }),
    );
  }

  /** Waits for the port, which is the first line that it prints. */
  static async #started(
    options: ProviderOptions,
    start: (process: Omit<Parameters<typeof startNode>[1], "env">) => NodeProcess,
  ): Promise<ProviderProcess> {
    const port = Promise.withResolvers<string>();
    let portSeen = false;
    const child = start({
      cwd: options.programDir,
      deadlineMs: options.deadlineMs,
      onLine: (line, stream) => {
        if (!portSeen && stream === "stdout") {
          portSeen = true;
          port.resolve(line);
        } else {
          options.diagnostics.addLine(line, stream);
        }
      },
    });
    options.onStarted?.(child.pid);
    const tooEarly = child.exited.then((code) => {
      throw new ProviderError(`the provider's process ended with code ${code} before it was ready`);
    });
    return new ProviderProcess(child, await Promise.race([port.promise, tooEarly]));
  }

  /** Ends the process. */
  async stop(): Promise<void> {
    this.close();
    await this.#process.stop();
  }
}
