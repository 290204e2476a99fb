import { connect } from "node:net";
import type { Emulator } from "../../../../emulator/index.ts";

/** An answer as it came over the wire. */
export interface RawAnswer {
  readonly status: number;
  readonly head: string;
  readonly body: string;
}

/** Sends bytes over a socket of its own, as they are, and reads one answer. */
export async function sendRaw(emulator: Emulator, text: string): Promise<RawAnswer> {
  const socket = connect(emulator.port, "127.0.0.1");
  try {
    socket.write(text);
    let received = Buffer.alloc(0);
    for await (const chunk of socket) {
      received = Buffer.concat([received, Buffer.from(chunk)]);
      const answer = parseAnswer(received);
      if (answer !== undefined) {
        return answer;
      }
    }
    throw new Error(`the connection ended after ${received.length} bytes`);
  } finally {
    socket.destroy();
  }
}

function parseAnswer(received: Buffer): RawAnswer | undefined {
  const headEnd = received.indexOf("\r\n\r\n");
  if (headEnd === -1) {
    return undefined;
  }
  const head = received.subarray(0, headEnd).toString("latin1");
  const length = Number(/^content-length: *(\d+)/im.exec(head)?.[1] ?? 0);
  const body = received.subarray(headEnd + 4);
  return body.length < length
    ? undefined
    : { status: Number(/^HTTP\/1\.1 (\d+)/.exec(head)?.[1]), head, body: body.toString("utf8") };
}
