import type { Behaviour } from "../behaviour";
import { limits } from "../limits";
import { coverNormalisers } from "../media/coverNormalisers";
import { serviceError } from "../serviceError";

/** RFC 2396: reserved, unreserved and escaped characters. `[` and `]` are not among them. */
const rfc2396 = /^(?:[A-Za-z0-9\-_.!~*'();/?:@&=+$,#]|%[0-9A-Fa-f]{2})*$/;

const ossHost = /^https?:\/\/[^/?#]+\.oss[a-z0-9-]*\.aliyuncs\.com(?::\d+)?(?:[/?#]|$)/i;

/**
 * Checks a cover URL and rewrites it, both as the behaviour says.
 *
 * @param url not empty
 * @returns the URL as it is stored
 * @throws ServiceError one of `InvalidParameter` and its kind
 */
export function acceptCoverUrl(url: string, behaviour: Behaviour): string {
  checkProtocol(url, behaviour);
  if (Buffer.byteLength(url) > limits.coverUrlBytes && behaviour.longCoverUrl !== "accept") {
    throw serviceError(behaviour.longCoverUrl, "CoverURL");
  }
  const refusals = [
    behaviour.coverUrlQuery !== "accept" && url.includes("?"),
    behaviour.coverUrlHost !== "accept" && !ossHost.test(url),
    behaviour.coverUrlCharacters !== "accept" && !rfc2396.test(url),
  ];
  if (refusals.includes(true)) {
    throw serviceError("InvalidParameter", "CoverURL");
  }
  return behaviour.storedCoverUrl.reduce((rewritten, name) => coverNormalisers[name](rewritten), url);
}

function checkProtocol(url: string, behaviour: Behaviour): void {
  if (/^http:\/\/./i.test(url)) {
    return;
  }
  if (behaviour.httpsCoverUrl !== "accept" || !/^https:\/\/./i.test(url)) {
    throw serviceError("InvalidParameter.InvalidHTTPProtocol", "CoverURL");
  }
}
