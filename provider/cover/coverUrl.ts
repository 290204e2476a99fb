import { isIPv6 } from "node:net";
import { domainToASCII } from "node:url";
import { coverLimits } from "./limits";
import { describeValue, type Problem, type Result, valid } from "./problem";

/**
 * Cover URLs: what the service takes, and one spelling for each.
 *
 * The service asks for an `http:` URL in the form of RFC 2396 and stores the text as it comes. OSS serves an object by
 * the decoded path, so two spellings of a path name one object, while `//` and `..` are parts of object names.
 */

/** A rule that a URL breaks, and what to write instead. */
type Flaw = Pick<Problem, "rule" | "fix">;

/** The parts of a URL as they are written: RFC 2396, appendix B, with the authority taken apart. */
interface Parts {
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

/** IPv6 in brackets (RFC 2732), without the name of an interface. */
const isIpv6Host = (host: string): boolean => /^\[[0-9a-f:.]+\]$/i.test(host) && isIPv6(host.slice(1, -1));

/**
 * An escape, or a character that a path may not hold as it is (RFC 2396, section 3.3, "pchar").
 *
 * Both cases are spelled out: under the flags `iu`, "ſ" (U+017F) and the Kelvin sign (U+212A) would count as "s" and "k".
 */
const pathPattern = /%[0-9a-fA-F]{2}|[^A-Za-z0-9\-_.!~*'()/:@&=+$,;]/gu;

/** What needs no escape anywhere: RFC 2396, section 2.3, "unreserved". */
const unreservedPattern = /^[a-z0-9\-_.!~*'()]$/i;

function parse(text: string): Parts | undefined {
  const groups = urlPattern.exec(text)?.groups;
  if (groups === undefined) return undefined;
  const { scheme = "", userinfo, host = "", port, path = "", query, fragment } = groups;
  return { scheme: scheme.toLowerCase(), userinfo, host: host.toLowerCase(), port, path, query, fragment };
}

/** Escapes upper-case; needless ones undone; what a path may not hold, escaped. */
function canonicalPath(path: string): string {
  return path.replaceAll(pathPattern, (piece) => {
    if (!/^%../.test(piece)) return encodeURIComponent(piece);
    const character = String.fromCharCode(Number.parseInt(piece.slice(1), 16));
    return unreservedPattern.test(character) ? character : piece.toUpperCase();
  });
}

/** Scheme, host, port and path in their one spelling; query and fragment are not part of it. */
function canonicalText({ scheme, host, port, path }: Parts): string {
  const number = port === undefined || port === "" ? 80 : Number(port);
  return `${scheme}://${host}${number === 80 ? "" : `:${number}`}${canonicalPath(path === "" ? "/" : path)}`;
}

/**
 * Reads a cover URL as a person writes it.
 *
 * @returns Its canonical form, in which it is stored and sent, or every rule that it breaks.
 */
export function readCoverUrl(text: string): Result<string> {
  const textFlaw = findTextFlaw(text);
  if (textFlaw !== undefined) return refuse(text, [textFlaw]);
  const parts = parse(text);
  if (parts === undefined) return refuse(text, [notAbsolute(text)]);
  if (parts.scheme !== "http" && parts.scheme !== "https") return refuse(text, [otherScheme(text)]);

  const flaws = findPartFlaws(parts);
  if (flaws.length > 0) return refuse(text, flaws);
  const canonical = canonicalText(parts);
  if (canonical.length <= coverLimits.maxCoverUrlBytes) return valid(canonical);
  return refuse(text, [
    {
      rule: `must be at most ${coverLimits.maxCoverUrlBytes} bytes long after percent-encoding, where it has ${canonical.length}`,
      fix: "use a shorter object name (every character outside ASCII counts 6 to 12 bytes)",
    },
  ]);
}

function refuse(text: string, flaws: readonly Flaw[]): Result<never> {
  const got = describeValue(text);
  return { ok: false, problems: flaws.map((flaw) => ({ path: [], got, ...flaw })) };
}

/**
 * Whether a cover that the service tells is the one that we know: the same spelling or another, with or without a
 * query, which the service or OSS may add to sign it.
 */
export function isSameCover(known: string, live: string): boolean {
  return known === live || comparable(known) === comparable(live);
}

/** The live cover as it is kept in state: canonical, and without a query, which may hold an expiring signature. */
export function comparable(url: string): string {
  const parts = isWellFormed(url) ? parse(url) : undefined;
  if (parts === undefined || parts.userinfo !== undefined || parts.fragment !== undefined) return url;
  return findPortFlaw(parts.port) === undefined ? canonicalText(parts) : url;
}

/** A cover as it may be kept to be put back later: as it is, but for what signs it, which will have expired by then. */
export function withoutSignature(url: string): string {
  const start = url.indexOf("?");
  if (start === -1) return url;
  const parameters = url.slice(start + 1).split("&");
  const kept = parameters.filter((parameter) => !signaturePattern.test(parameter));
  return kept.length === 0 ? url.slice(0, start) : `${url.slice(0, start)}?${kept.join("&")}`;
}

/** Parameters of signed URLs of OSS (signature versions 1 and 4) and of the CDN. */
const signaturePattern =
  /^(expires|signature|ossaccesskeyid|security-token|auth_key|x-oss-(signature(-version)?|credential|date|expires|security-token|additional-headers))=/i;

/** No half of a surrogate pair: those have no UTF-8 form. */
const isWellFormed = (text: string): boolean => !/\p{Surrogate}/u.test(text);

function findTextFlaw(text: string): Flaw | undefined {
  if (text.trim() === "")
    return { rule: "must not be empty", fix: "to manage no cover, remove the resource" };
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  if (/[\u0000-\u001f\u007f]/.test(text))
    return { rule: "must not hold line breaks, tabs or other control characters", fix: "take them out" };
  if (!isWellFormed(text))
    return {
      rule: "must be text that has a UTF-8 form (it holds half of a surrogate pair)",
      fix: "take that out",
    };
  if (text.trim() !== text) return { rule: "must not begin or end with blanks", ...suggestion(text.trim()) };
  return undefined;
}

function notAbsolute(text: string): Flaw {
  const fix = "write it like http://bucket.oss-cn-hangzhou.aliyuncs.com/cover.jpg";
  return {
    rule: "must be an absolute http: URL",
    fix,
    ...(text.startsWith("//") && suggestion(`http:${text}`)),
  };
}

/** Offers a text only if it would be taken. */
function suggestion(text: string): Pick<Flaw, "fix"> {
  const read = readCoverUrl(text);
  return read.ok ? { fix: `write ${JSON.stringify(read.value)}` } : {};
}

function otherScheme(text: string): Flaw {
  return /^oss:/i.test(text)
    ? {
        rule: "must be an http: URL, not an OSS path",
        fix: "write it like http://<bucket>.oss-<region>.aliyuncs.com/<object>",
      }
    : { rule: "must be an http: URL", fix: "put the picture where http: serves it, such as an OSS bucket" };
}

function findPartFlaws(parts: Parts): Flaw[] {
  const removable: (Flaw | false)[] = [
    parts.scheme === "https" && { rule: "must be an http: URL, as the service does not take https:" },
    parts.userinfo !== undefined && { rule: "must not hold a user or password" },
    parts.query !== undefined && { rule: "must have no ?query, as a signature in it would expire" },
    parts.fragment !== undefined && { rule: "must have no #fragment" },
  ];
  const others = [findHostFlaw(parts.host), findPortFlaw(parts.port), findEscapeFlaw(parts.path)];
  // These go away when the URL is written again without them; that is the fix, unless there is more to do.
  const isRemovable = removable.some(Boolean);
  const fix = isRemovable ? suggestion(canonicalText({ ...parts, scheme: "http" })) : {};
  return [
    ...removable.filter((flaw) => flaw !== false).map((flaw) => ({ ...flaw, ...fix })),
    ...others.filter((flaw) => flaw !== undefined),
  ];
}

function findHostFlaw(host: string): Flaw | undefined {
  if (host === "")
    return {
      rule: "must name a host",
      fix: "write it like http://bucket.oss-cn-hangzhou.aliyuncs.com/cover.jpg",
    };
  if (hostPattern.test(host) || isIpv6Host(host)) return undefined;
  const ascii = domainToASCII(host);
  return {
    rule: "must have a host of letters, digits, hyphens and dots",
    fix: ascii === "" ? "correct the host" : `write the host as ${ascii}`,
  };
}

function findPortFlaw(port = ""): Flaw | undefined {
  const isFine = port === "" || (/^\d{1,6}$/.test(port) && Number(port) >= 1 && Number(port) <= 65_535);
  return isFine ? undefined : { rule: "must have a port from 1 to 65535, or none", fix: "correct the port" };
}

function findEscapeFlaw(path: string): Flaw | undefined {
  const isBroken = /%(?![0-9a-f]{2})/i.test(path);
  return isBroken
    ? { rule: "must have two hexadecimal digits after each %", fix: "write %25 for a percent sign" }
    : undefined;
}
