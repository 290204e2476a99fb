import { canonicalUrl, isPort, parseUrl } from "./urlParts";

/** Cover URLs as the service tells them: whether two are the same, and what of one is kept. */

/**
 * Whether a cover that the service tells is the one that we know: the same spelling or another, with or without a
 * query, which the service or OSS may add to sign it.
 */
export function isSameCover(known: string, live: string): boolean {
  return known === live || canonicalLiveUrl(known) === canonicalLiveUrl(live);
}

/** The live cover as it is kept in state: canonical, and without a query, which may hold an expiring signature. */
export function canonicalLiveUrl(url: string): string {
  const parts = url.isWellFormed() ? parseUrl(url) : undefined;
  if (parts === undefined || parts.userinfo !== undefined || parts.fragment !== undefined) return url;
  return isPort(parts.port) ? canonicalUrl(parts) : url;
}

/** A cover as it may be kept to be put back later: as it is, but for what signs it, which will have expired by then. */
export function withoutSignature(url: string): string {
  const start = url.indexOf("?");
  if (start === -1) return url;
  const parameters = url.slice(start + 1).split("&");
  const kept = parameters.filter((parameter) => !isSignature(parameter));
  return kept.length === 0 ? url.slice(0, start) : `${url.slice(0, start)}?${kept.join("&")}`;
}

/** Whether a parameter, `Expires=1`, is part of a signature of OSS (versions 1 and 4) or of the CDN. */
export function isSignature(parameter: string): boolean {
  return /^(expires|signature|ossaccesskeyid|security-token|auth_key|x-oss-(signature(-version)?|credential|date|expires|security-token|additional-headers))=/i.test(
    parameter,
  );
}
