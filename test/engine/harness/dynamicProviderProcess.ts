/** The SDK's own dynamic provider process, called as the engine calls it. Values are plain here: no secrets' envelopes. */

import { setTimeout as delay } from "node:timers/promises";
import grpc from "@grpc/grpc-js";
import grpcProvider from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import providerPb from "@pulumi/pulumi/proto/provider_pb.js";
import type { Diagnostics } from "./diagnostics.ts";
import { type NodeProcess, resolveFrom, startNode } from "./nodeProcess.ts";
import { initFailureIn } from "./initFailure.ts";
import { ProviderError } from "./resourceProvider.ts";
import type { PropertyMap } from "./stack.ts";
import { toStruct } from "./structs.ts";

/** What the engine says where the process has died under a call. */
const connectionLost = "error reading from server: EOF";

const maxMessageBytes = 400 * 1024 * 1024;

/** Where and how to start the process. */
export interface DynamicProviderOptions {
  programDir: string;
  env: Record<string, string>;
  /** The engine's own address, which the provider may use to report progress. */
  engineAddress: string;
  configureDelayMs: number;
  diagnostics: Diagnostics;
  deadlineMs?: number | undefined;
  onStarted?: ((pid: number) => void) | undefined;
}

/** A process that listens, and the client connected to it. */
export class DynamicProviderProcess {
  readonly client: InstanceType<typeof grpcProvider.ResourceProviderClient>;
  readonly #process: NodeProcess;

  private constructor(child: NodeProcess, port: string) {
    this.#process = child;
    this.client = new grpcProvider.ResourceProviderClient(
      `127.0.0.1:${port}`,
      grpc.credentials.createInsecure(),
      {
        "grpc.max_receive_message_length": maxMessageBytes,
        "grpc.max_send_message_length": maxMessageBytes,
      },
    );
  }

  /** Starts the process and waits for the port, which is the first line that it prints. */
  static async start(options: DynamicProviderOptions): Promise<DynamicProviderProcess> {
    const port = Promise.withResolvers<string>();
    let portSeen = false;
    const script = resolveFrom(options.programDir, "@pulumi/pulumi/cmd/dynamic-provider");
    const child = startNode([script, options.engineAddress], {
      cwd: options.programDir,
      env: options.env,
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
      throw new ProviderError(`the dynamic provider process ended with code ${code} before it was ready`);
    });
    return new DynamicProviderProcess(child, await Promise.race([port.promise, tooEarly]));
  }

  /** Hands over the provider's configuration, after the delay that a test may have asked for. */
  async configure(config: PropertyMap, delayMs: number): Promise<void> {
    if (delayMs > 0) await delay(delayMs);
    const request = new providerPb.ConfigureRequest();
    request.setArgs(toStruct(config));
    request.setAcceptsecrets(true);
    request.setAcceptresources(true);
    await unary((done) => this.client.configure(request, done));
  }

  /** Ends the process. */
  async stop(): Promise<void> {
    this.client.close();
    await this.#process.stop();
  }
}

/** One call as a promise. @throws {ProviderError} with the words that the provider used. */
export function unary<Response>(
  call: (done: (error: grpc.ServiceError | null, response: Response) => void) => unknown,
): Promise<Response> {
  return new Promise((resolve, reject) => {
    call((error, response) => {
      if (error === null) resolve(response);
      else if (error.code === grpc.status.UNAVAILABLE) reject(new ProviderError(connectionLost));
      else reject(new ProviderError(error.details, initFailureIn(error)));
    });
  });
}
