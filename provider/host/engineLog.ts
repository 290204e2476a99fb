import type * as Grpc from "@grpc/grpc-js";
import { EngineClient } from "@pulumi/pulumi/proto/engine_grpc_pb";
import { LogRequest, LogSeverity } from "@pulumi/pulumi/proto/engine_pb";
import type { Log } from "../mps/ports";

/** A line that the engine has not taken by then is printed instead. */
const deadlineMs = 5_000;

/** A log that one can wait for. */
export interface EngineLog extends Log {
  /** The same for lines about one resource, which are shown in its row. */
  about: (urn: string) => Log;
  /** Resolves when the engine has every line so far, or they are printed. Takes 5 s at most. */
  heard: () => Promise<void>;
}

/**
 * Lines for the user by way of the engine, so that a warning is shown as one. `pulumi.log` does not reach the engine
 * from a provider process; the engine's address is that process's first argument.
 *
 * @param address Host and port of the engine; without one, lines go to standard error.
 * @param grpc The copy that the SDK's generated client uses, as that takes credentials of no other.
 */
export function engineLog(address: string | undefined, grpc: typeof Grpc): EngineLog {
  if (address === undefined || !/^[^:]+:\d+$/.test(address)) {
    const printed: Log = { warn: printLine, info: printLine, status: () => {} };
    return { ...printed, about: () => printed, heard: async () => {} };
  }
  const underWay = new Set<Promise<void>>();
  const engine = new EngineClient(address, grpc.credentials.createInsecure());
  const send = (urn: string, severity: Severity, message: string, isEphemeral = false): void => {
    const request = new LogRequest();
    request.setUrn(urn);
    request.setSeverity(severity);
    request.setMessage(message);
    request.setEphemeral(isEphemeral);
    const line = new Promise<void>((resolve) => {
      engine.log(request, new grpc.Metadata(), { deadline: Date.now() + deadlineMs }, (error) => {
        if (error !== null && !isEphemeral) printLine(message);
        underWay.delete(line);
        resolve();
      });
    });
    underWay.add(line);
  };
  const about = (urn: string): Log => ({
    warn: (message) => send(urn, LogSeverity.WARNING, message),
    info: (message) => send(urn, LogSeverity.INFO, message),
    status: (message) => send(urn, LogSeverity.INFO, message, true),
  });
  return {
    // Without a resource, a line is about the whole stack.
    ...about(""),
    about,
    heard: async () => void (await Promise.all(underWay)),
  };
}

type Severity = (typeof LogSeverity)[keyof typeof LogSeverity];

function printLine(message: string): void {
  console.error(message);
}
