import { randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { SideDoor } from "../http/loopbackServer";
import { parseRequestAddress, type ObjectAddress } from "./objectAddress";
import { ossErrorBody, ossErrors } from "./ossError";
import type { ObjectSource } from "./pictureFolder";
import { inertHeaders, sendPicture } from "./sendPicture";

/**
 * Serves objects as OSS would to somebody without a key: `GET` and `HEAD` of `/oss/<bucket>/<key>`, and of any path
 * of the host `<bucket>.oss-<region>.aliyuncs.com`. None of this is a call of the API, nor counted as one.
 */
export function pictureDoor(objects: ObjectSource): SideDoor {
  return (request, response) => {
    const address = parseRequestAddress(request.headers.host, request.url ?? "/");
    if (address === undefined) return false;
    serve(objects, address, request, response).catch(() => response.destroy());
    return true;
  };
}

async function serve(
  objects: ObjectSource,
  address: ObjectAddress,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const requestId = randomBytes(12).toString("hex").toUpperCase();
  const headers = { ...inertHeaders, server: "AliyunOSS", "x-oss-request-id": requestId };
  const mayRead = request.method === "GET" || request.method === "HEAD";
  const found = mayRead ? await objects.find(address) : "MethodNotAllowed";
  if (typeof found !== "string") {
    await sendPicture(request, response, found, { ...headers, "x-oss-object-type": "Normal" });
    return;
  }
  const body = ossErrorBody(found, requestId, request.headers.host ?? "");
  response.writeHead(ossErrors[found].status, {
    ...headers,
    "content-type": "application/xml",
    "content-length": Buffer.byteLength(body),
  });
  response.end(request.method === "HEAD" ? undefined : body);
}
