import type { IncomingMessage, ServerResponse } from "node:http";
import { isLoopbackHost } from "../http/loopbackHost";
import type { SideDoor } from "../http/loopbackServer";
import { parseUrlAddress } from "../pictures/objectAddress";
import type { ObjectSource } from "../pictures/pictureFolder";
import { inertHeaders, sendPicture } from "../pictures/sendPicture";
import { drawCover } from "./drawCover";
import { readPageAssets, type PageAsset } from "./pageAssets";
import type { PageFeed } from "./pageFeed";

const commonHeaders = {
  // Nothing but the emulator's own files, and no script in a document: a title that is markup stays a text.
  "content-security-policy": [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
  ].join("; "),
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "cache-control": "no-cache",
} as const;

/**
 * The page: `GET /` of a browser, and what the page loads from `/page/`. All other requests are left to the API.
 */
export function pageDoor(feed: PageFeed, objects: ObjectSource): SideDoor {
  let assets: ReadonlyMap<string, PageAsset> | undefined;
  return (request, response) => {
    const name = isPageRequest(request) ? "page.html" : nameBelowPage(request);
    if (name === undefined) return false;
    if (!isLoopbackHost(request.headers.host)) {
      sendText(response, 403, "The emulator's page is for 127.0.0.1, [::1] and localhost.");
    } else if (name === "events") {
      response.writeHead(200, { ...commonHeaders, "content-type": "text/event-stream; charset=utf-8" });
      feed.join(response);
    } else if (name === "cover") {
      sendCover(request, response, objects).catch(() => response.destroy());
    } else {
      assets ??= readPageAssets();
      sendAsset(response, assets.get(name));
    }
    return true;
  };
}

/**
 * Whether a browser asks for the page. Calls of the API go to `/`, too; but a request for HTML without parameters and
 * signature is not one.
 */
function isPageRequest({ method, url, headers }: IncomingMessage): boolean {
  return (
    method === "GET" &&
    url === "/" &&
    headers.accept?.includes("text/html") === true &&
    headers.authorization === undefined &&
    headers["transfer-encoding"] === undefined &&
    Number(headers["content-length"] ?? 0) === 0 &&
    !Object.keys(headers).some((name) => name.startsWith("x-acs-"))
  );
}

function nameBelowPage({ method, url }: IncomingMessage): string | undefined {
  return method === "GET" ? /^\/page\/([^?]*)/.exec(url ?? "")?.[1] : undefined;
}

function sendAsset(response: ServerResponse, asset: PageAsset | undefined): void {
  if (asset === undefined) {
    sendText(response, 404, "The emulator's page has no such file.");
    return;
  }
  response.writeHead(200, {
    ...commonHeaders,
    "content-type": asset.contentType,
    "content-length": asset.body.length,
  });
  response.end(asset.body);
}

/** The picture of `/page/cover?url=…&title=…`: the object that the URL names, if there is one, else a drawing. */
async function sendCover(
  request: IncomingMessage,
  response: ServerResponse,
  objects: ObjectSource,
): Promise<void> {
  const { searchParams } = new URL(request.url ?? "", "http://127.0.0.1");
  const url = searchParams.get("url") ?? "";
  const address = parseUrlAddress(url);
  const found = address === undefined ? undefined : await objects.find(address);
  const headers = { ...commonHeaders, ...inertHeaders };
  if (found !== undefined && typeof found !== "string") {
    await sendPicture(request, response, found, headers);
    return;
  }
  const drawing = drawCover(searchParams.get("title") ?? "", url);
  response.writeHead(200, { ...headers, "content-type": "image/svg+xml" });
  response.end(drawing);
}

function sendText(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { ...commonHeaders, "content-type": "text/plain; charset=utf-8" });
  response.end(`${text}\n`);
}
