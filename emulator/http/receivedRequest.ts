import type { IncomingMessage } from "node:http";

/**
 * Ten file URLs of 3,200 bytes, percent-encoded twice on their way, fit easily.
 */
const maxBodyBytes = 1024 * 1024;

/** A name and its value, decoded. The same name may come more than once. */
export type Parameter = readonly [name: string, value: string];

/** A request as it came over the wire, decoded and not checked yet. */
export interface ReceivedRequest {
  method: string;
  path: string;
  /** Parameters of the URL, in their order. */
  query: readonly Parameter[];
  /** Parameters of a form body, in their order. */
  form: readonly Parameter[];
  /** Lower-case names. */
  headers: Readonly<Record<string, string>>;
  body: Buffer;
}

/**
 * Reads a request to its end.
 *
 * @throws RangeError when the body is longer than 1 MiB
 */
export async function readRequest(message: IncomingMessage): Promise<ReceivedRequest> {
  const body = await readBody(message);
  const headers = flatHeaders(message);
  const [path, query] = splitOnce(message.url ?? "/", "?");
  const isForm = headers["content-type"]?.toLowerCase().startsWith("application/x-www-form-urlencoded");
  return {
    method: message.method ?? "GET",
    path,
    query: decodePairs(query),
    form: isForm === true ? decodePairs(body.toString("utf8")) : [],
    headers,
    body,
  };
}

async function readBody(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of message) {
    const part = Buffer.from(chunk);
    bytes += part.length;
    if (bytes > maxBodyBytes) {
      throw new RangeError(`a request body of more than ${maxBodyBytes} bytes`);
    }
    chunks.push(part);
  }
  return Buffer.concat(chunks);
}

function flatHeaders(message: IncomingMessage): Record<string, string> {
  return Object.fromEntries(
    Object.entries(message.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(",") : (value ?? ""),
    ]),
  );
}

/**
 * Form decoding, where `+` is a blank. Clients write a blank either way, so signatures can be compared only after decoding
 * and encoding again. URLSearchParams decodes in this way, and never fails on a stray `%`.
 */
function decodePairs(encoded: string): Parameter[] {
  return [...new URLSearchParams(encoded)];
}

function splitOnce(text: string, separator: string): [string, string] {
  const index = text.indexOf(separator);
  return index === -1 ? [text, ""] : [text.slice(0, index), text.slice(index + 1)];
}
