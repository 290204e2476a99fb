import { isLoopbackHost } from "../http/loopbackHost";

/** The object that a URL names; both parts as written there. */
export interface ObjectAddress {
  bucket: string;
  /** Still percent-encoded; may be empty. */
  key: string;
}

/** A key without its percent-encoding; undefined if it is not well-formed. */
export function decodedKey(key: string): string | undefined {
  try {
    return decodeURIComponent(key);
  } catch {
    return undefined;
  }
}

/** Hosts such as `covers.oss-cn-hangzhou.aliyuncs.com`: the bucket is in the host. */
const bucketHost = /^([^.]+)\.oss-[a-z0-9-]+\.aliyuncs\.com(?::\d+)?$/i;

/** `/oss/covers/trailer.jpg` on this machine: the bucket is in the path. */
const bucketPath = /^\/oss\/([^/]*)(?:\/(.*))?$/s;

/** Host and path, which `new URL` would rewrite: a key may hold `//` and `..`. */
const httpUrl = /^http:\/\/([^/?#]+)(\/[^?#]*)?/i;

/**
 * The object that a request is for, by its Host header and request line.
 *
 * @param target a path, or a whole URL as proxies receive it
 * @returns undefined if it is not for an object at all
 */
export function parseRequestAddress(host: string | undefined, target: string): ObjectAddress | undefined {
  const [path = ""] = target.split("?", 1);
  return httpUrl.test(target) ? parseUrlAddress(target) : readAddress(host ?? "", path);
}

/** The object that a cover's URL names; undefined if it is on another kind of host. */
export function parseUrlAddress(url: string): ObjectAddress | undefined {
  const [match, host = "", path = "/"] = httpUrl.exec(url) ?? [];
  return match === undefined ? undefined : readAddress(host, path);
}

function readAddress(host: string, path: string): ObjectAddress | undefined {
  const bucket = bucketHost.exec(host)?.[1];
  if (bucket !== undefined) {
    return { bucket: bucket.toLowerCase(), key: path.slice(1) };
  }
  const [match, bucketOfPath = "", key = ""] = bucketPath.exec(path) ?? [];
  return match !== undefined && isLoopbackHost(host) ? { bucket: bucketOfPath, key } : undefined;
}
