import { isIPv6 } from "node:net";

/**
 * The parts of a cover URL, and their canonical form.
 *
 * The service requires an `http:` URL as of RFC 2396, and stores the text verbatim. OSS finds an object by the decoded path.
 * So two spellings of a path name the same object, while `//` and `..` are parts of object names.
 */

/** The parts of a URL as written: RFC 2396, appendix B, with the authority split. */
export interface UrlParts {
  /** In lower case, like the host. */
  scheme: string;
  userinfo: string | undefined;
  host: string;
  port: string | undefined;
  path: string;
  query: string | undefined;
  fragment: string | undefined;
}

const urlPattern =
  /^(?<scheme>[a-z][a-z0-9+.-]*):\/\/(?:(?<userinfo>[^/?#]*)@)?(?<host>\[[^\]/?#]*\]|[^/?#:]*)(?::(?<port>[^/?#]*))?(?<path>(?:\/[^?#]*)?)(?:\?(?<query>[^#]*))?(?:#(?<fragment>.*))?$/isu;

/** A host name as in OSS and in the service's examples (`example-bucket-****`), or an IPv4 address. */
const hostPattern = /^[a-z0-9_*-]+(?:\.[a-z0-9_*-]+)*\.?$/i;

/**
 * An escape, or a character that a path must not contain literally (RFC 2396, section 3.3, "pchar").
 *
 * Lists both cases, because the flags `iu` would make "ſ" (U+017F) and the Kelvin sign (U+212A) match "s" and "k".
 */
const pathPattern = /%[0-9a-fA-F]{2}|[^A-Za-z0-9\-_.!~*'()/:@&=+$,;]/gu;

/** Characters that never need an escape: RFC 2396, section 2.3, "unreserved". */
const unreservedPattern = /^[a-z0-9\-_.!~*'()]$/i;

/** Splits an absolute URL; undefined for any other text. */
export function parseUrl(text: string): UrlParts | undefined {
  const groups = urlPattern.exec(text)?.groups;
  if (groups === undefined) return undefined;
  const { scheme = "", userinfo, host = "", port, path = "", query, fragment } = groups;
  return { scheme: scheme.toLowerCase(), userinfo, host: host.toLowerCase(), port, path, query, fragment };
}

/** Whether a host is a name, an IPv4 address, or an IPv6 address in brackets (RFC 2732) without a zone id. */
export function isHost(host: string): boolean {
  return hostPattern.test(host) || (/^\[[0-9a-f:.]+\]$/i.test(host) && isIPv6(host.slice(1, -1)));
}

/** Whether a port is valid or omitted. */
export function isPort(port = ""): boolean {
  return port === "" || (/^\d{1,6}$/.test(port) && Number(port) >= 1 && Number(port) <= 65_535);
}

/** The canonical form, without query and fragment. */
export function canonicalUrl({ scheme, host, port, path }: UrlParts): string {
  const number = port === undefined || port === "" ? 80 : Number(port);
  return `${scheme}://${host}${number === 80 ? "" : `:${number}`}${canonicalPath(path === "" ? "/" : path)}`;
}

/** Upper-cases escapes, decodes needless ones, and encodes what a path must not contain. */
function canonicalPath(path: string): string {
  return path.replaceAll(pathPattern, (piece) => {
    if (!/^%../.test(piece)) return encodeURIComponent(piece);
    const character = String.fromCharCode(Number.parseInt(piece.slice(1), 16));
    return unreservedPattern.test(character) ? character : piece.toUpperCase();
  });
}
