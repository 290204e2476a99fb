import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { EmulatorOptionError } from "../optionError";
import type { Answer } from "../answer";
import type { Outcome } from "../faults/performFault";
import { readRequest, type ReceivedRequest } from "./receivedRequest";

/**
 * Addresses that no other machine can reach, because the emulator does not protect its users' test keys on a network.
 */
const loopbackHosts: ReadonlySet<string> = new Set(["127.0.0.1", "::1", "localhost"]);

/** A query may have ten file URLs of 3,200 bytes, percent-encoded twice; Node's own limit is 16 KiB. */
const maxHeaderBytes = 128 * 1024;

/**
 * Longer than clients keep an idle connection, so that none is closed at the moment of its reuse. Node's default is 5 s.
 */
const keepAliveTimeoutMs = 65_000;

/**
 * Answers requests that are not calls of the API, such as those for pictures.
 *
 * @returns whether it takes this request; if so, it alone answers it
 */
export type SideDoor = (request: IncomingMessage, response: ServerResponse) => boolean;

/** A listening server. */
export interface LoopbackServer {
  url: string;
  port: number;
  /** Stops listening and ends all connections at once, whatever they are waiting for. */
  close: () => Promise<void>;
}

/**
 * Listens on a loopback address.
 *
 * @param port 0 for any free one
 * @param sideDoors asked in their order, before a request is read as a call of the API
 * @throws EmulatorOptionError for another host, or a port that is taken or not allowed
 */
export async function listen(
  host: string,
  port: number,
  handle: (request: ReceivedRequest) => Promise<Outcome>,
  sideDoors: readonly SideDoor[],
): Promise<LoopbackServer> {
  if (!loopbackHosts.has(host)) {
    throw new EmulatorOptionError(
      `options.host: "${host}" is not a loopback address; the emulator listens on 127.0.0.1, ::1 or localhost only`,
    );
  }
  const server = createServer(
    { maxHeaderSize: maxHeaderBytes, keepAliveTimeout: keepAliveTimeoutMs },
    (message, response) => {
      if (!sideDoors.some((door) => door(message, response))) void respond(message, response, handle);
    },
  );
  const address = await startListening(server, host, port);
  return {
    port: address.port,
    url: `http://${address.family === "IPv6" ? `[${address.address}]` : address.address}:${address.port}`,
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}

async function startListening(server: Server, host: string, port: number): Promise<AddressInfo> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", (cause: NodeJS.ErrnoException) => {
      const reason =
        cause.code === "EADDRINUSE"
          ? "is taken: stop what listens there, or choose another port (0 takes any free one)"
          : `cannot be listened on: ${cause.message}`;
      reject(new EmulatorOptionError(`options.port: port ${port} of ${host} ${reason}`, { cause }));
    });
    server.listen(port, host, resolve);
  });
  const address = server.address();
  if (address === null || typeof address === "string") {
    throw new EmulatorOptionError("options.port: the server has no TCP address");
  }
  return address;
}

async function respond(
  message: IncomingMessage,
  response: ServerResponse,
  handle: (request: ReceivedRequest) => Promise<Outcome>,
): Promise<void> {
  try {
    const outcome = await handle(await readRequest(message));
    if (outcome === "reset") {
      message.socket.resetAndDestroy();
    } else if (outcome !== "hang") {
      send(response, outcome);
    }
  } catch {
    // The request broke off, or is too large, so there is nobody to answer.
    message.socket.destroy();
  }
}

function send(response: ServerResponse, { status, headers, body, secondHalfAfterMs }: Answer): void {
  const bytes = Buffer.from(body);
  response.writeHead(status, { ...headers, "content-length": bytes.length });
  if (secondHalfAfterMs === undefined) {
    response.end(bytes);
    return;
  }
  const half = Math.floor(bytes.length / 2);
  response.write(bytes.subarray(0, half));
  const timer = setTimeout(() => response.end(bytes.subarray(half)), secondHalfAfterMs).unref();
  response.once("close", () => clearTimeout(timer));
}
