import type { IncomingMessage, ServerResponse } from "node:http";
import { pipeline } from "node:stream/promises";
import type { Picture } from "./pictureFolder";

/**
 * A picture may be a document with scripts (SVG, HTML). With these headers, it can run and load nothing when it is opened.
 */
export const inertHeaders = {
  "content-security-policy": "sandbox; default-src 'none'; style-src 'unsafe-inline'",
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
} as const;

/** Answers with a picture, or with 304 if the client has it already, and closes it. */
export async function sendPicture(
  request: IncomingMessage,
  response: ServerResponse,
  picture: Picture,
  headers: Readonly<Record<string, string>>,
): Promise<void> {
  try {
    const validators = { etag: picture.etag, "last-modified": picture.modifiedAt.toUTCString() };
    if (request.headers["if-none-match"] === picture.etag) {
      response.writeHead(304, { ...headers, ...validators }).end();
      return;
    }
    response.writeHead(200, {
      ...headers,
      ...validators,
      "content-type": picture.contentType,
      "content-length": picture.sizeBytes,
    });
    if (request.method === "HEAD") {
      response.end();
    } else {
      await pipeline(picture.content(), response);
    }
  } finally {
    await picture.close();
  }
}
