import { isIPv6 } from "node:net";

/**
 * The parts of a cover URL, and the one spelling of them.
 *
 * The service asks for an `http:` URL in the form of RFC 2396 and stores the text as it comes. OSS serves an object by
 * the decoded path, so two spellings of a path name one object, while `//` and `..` are parts of object names.
 */

/** The parts of a URL as they are written: RFC 2396, appendix B, with the authority taken apart. */
export interface UrlParts {
  /** In lower case, as the host. */
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

/** A host as OSS and the service's own examples have them (`example-bucket-****`), or IPv4. */
const hostPattern = /^[a-z0-9_*-]+(?:\.[a-z0-9_*-]+)*\.?$/i;

/**
 * An escape, or a character that a path may not hold as it is (RFC 2396, section 3.3, "pchar").
 *
 * Both cases are spelled out: under the flags `iu`, "ſ" (U+017F) and the Kelvin sign (U+212A) would count as "s" and "k".
 */
const pathPattern = /%[0-9a-fA-F]{2}|[^A-Za-z0-9\-_.!~*'()/:@&=+$,;]/gu;

/** What needs no escape anywhere: RFC 2396, section 2.3, "unreserved". */
const unreservedPattern = /^[a-z0-9\-_.!~*'()]$/i;

/** Takes an absolute URL apart; undefined for any other text. */
export function parseUrl(text: string): UrlParts | undefined {
  const groups = urlPattern.exec(text)?.groups;
  if (groups === undefined) return undefined;
  const { scheme = "", userinfo, host = "", port, path = "", query, fragment } = groups;
  return { scheme: scheme.toLowerCase(), userinfo, host: host.toLowerCase(), port, path, query, fragment };
}

/** Whether a host is a name, an IPv4 address, or an IPv6 address in brackets (RFC 2732) without the name of an interface. */
export function isHost(host: string): boolean {
  return hostPattern.test(host) || (/^\[[0-9a-f:.]+\]$/i.test(host) && isIPv6(host.slice(1, -1)));
}

/** Whether a port is one, or left out. */
export function isPort(port = ""): boolean {
  return port === "" || (/^\d{1,6}$/.test(port) && Number(port) >= 1 && Number(port) <= 65_535);
}

/** Scheme, host, port and path in their one spelling; query and fragment are not part of it. */
export function canonicalUrl({ scheme, host, port, path }: UrlParts): string {
  const number = port === undefined || port === "" ? 80 : Number(port);
  return `${scheme}://${host}${number === 80 ? "" : `:${number}`}${canonicalPath(path === "" ? "/" : path)}`;
}

/** Escapes in upper case; needless ones undone; what a path may not hold, escaped. */
function canonicalPath(path: string): string {
  return path.replaceAll(pathPattern, (piece) => {
    if (!/^%../.test(piece)) return encodeURIComponent(piece);
    const character = String.fromCharCode(Number.parseInt(piece.slice(1), 16));
    return unreservedPattern.test(character) ? character : piece.toUpperCase();
  });
}
