import { canonicalUrl, isPort, parseUrl } from "./urlParts";

/** Cover URLs in the answers of the service: which are equivalent, and what is recorded of them. */

/**
 * Whether the live cover is the known one. Equivalent spellings are the same, with or without a query string, which the
 * service or OSS may add as a signature.
 */
export function isSameCover(known: string, live: string): boolean {
  return known === live || canonicalLiveUrl(known) === canonicalLiveUrl(live);
}

/** The live cover as it is recorded: canonical, and without a query string, which may be a signature that expires. */
export function canonicalLiveUrl(url: string): string {
  const parts = url.isWellFormed() ? parseUrl(url) : undefined;
  if (parts === undefined || parts.userinfo !== undefined || parts.fragment !== undefined) return url;
  return isPort(parts.port) ? canonicalUrl(parts) : url;
}

/** The live cover as it is recorded to be put back: verbatim, but without a signature, which will have expired by then. */
export function withoutSignature(url: string): string {
  const start = url.indexOf("?");
  if (start === -1) return url;
  const parameters = url.slice(start + 1).split("&");
  const kept = parameters.filter((parameter) => !isSignature(parameter));
  return kept.length === 0 ? url.slice(0, start) : `${url.slice(0, start)}?${kept.join("&")}`;
}

/** Whether a parameter such as `Expires=1` belongs to a signature of OSS (versions 1 and 4) or of the CDN. */
export function isSignature(parameter: string): boolean {
  return /^(expires|signature|ossaccesskeyid|security-token|auth_key|x-oss-(signature(-version)?|credential|date|expires|security-token|additional-headers))=/i.test(
    parameter,
  );
}
