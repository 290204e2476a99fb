import { domainToASCII } from "node:url";
import { isSignature } from "./liveCoverUrl";
import {
  formatCodePoint,
  formatPattern,
  invisibleCharacterRule,
  lostCharacterRules,
  withoutInvisible,
} from "./invisible";
import { coverLimits } from "./limits";
import { describeValue, type Problem, type Result, valid } from "./problem";
import { maskUrlSecrets } from "./redact";
import { canonicalUrl, isHost, isPort, parseUrl, type UrlParts } from "./urlParts";

/** The rules for cover URLs, and the fixes: what to write instead of a URL that breaks one. */

/** A rule that a URL breaks, and its fix. */
type Flaw = Required<Pick<Problem, "rule" | "fix">>;

/** A URL that breaks no rule, to be copied from. */
const example = "http://bucket.oss-cn-hangzhou.aliyuncs.com/cover.jpg";

/**
 * Reads a cover URL as people write it.
 *
 * @returns The canonical form, which is recorded and sent; or every rule that the URL breaks.
 */
export function readCoverUrl(text: string): Result<string> {
  const visible = withoutInvisible(text.toWellFormed()).trim();
  const parts = parseUrl(visible);
  const flaws = findFlaws(text, visible, parts);
  if (parts !== undefined && flaws.length === 0) return valid(canonicalUrl(parts));
  const got = describeValue(text);
  return { ok: false, problems: flaws.map((flaw) => ({ path: [], got, ...flaw })) };
}

function findFlaws(text: string, visible: string, parts: UrlParts | undefined): Flaw[] {
  if (visible === "") return [{ rule: "must not be empty", fix: "to manage no cover, remove the resource" }];
  if (parts === undefined) return [...findTextFlaws(text), notAbsolute(visible)];
  if (parts.scheme !== "http" && parts.scheme !== "https")
    return [...findTextFlaws(text), otherScheme(visible)];
  return [...findTextFlaws(text, parts), ...findPartFlaws(parts), ...findRestFlaws(parts)];
}

/** @param parts The parts of the visible text, if it is a URL. */
function findTextFlaws(text: string, parts?: UrlParts): Flaw[] {
  const invisible = invisibleCharacterRule(text);
  const visible = withoutInvisible(text);
  return [
    ...lostCharacterRules(text).map((rule) => ({ rule, fix: "write the character that was there" })),
    ...(invisible === undefined
      ? []
      : [{ rule: invisible, fix: `${offer(parts, "take it out")}${orEncoded(text)}` }]),
    ...(visible === visible.trim()
      ? []
      : [{ rule: "must not begin or end with blanks", fix: offer(parts, "take them out") }]),
  ];
}

/** The second reading of format characters: they belong to the object's name. Control characters belong to no name. */
function orEncoded(text: string): string {
  const characters = [...new Set(text.match(formatPattern))];
  const encoded = text.replaceAll(formatPattern, (character) => encodeURIComponent(character));
  const isRight = characters.length > 0 && !/[\p{Cc}\p{Surrogate}]/u.test(text) && readCoverUrl(encoded).ok;
  const marks = characters.map((each) => `${encodeURIComponent(each)} for ${formatCodePoint(each)}`);
  return isRight ? `, or ${marks.join(" and ")} if it belongs to the object's name` : "";
}

function notAbsolute(text: string): Flaw {
  const isWithoutScheme = /^(\/\/|[a-z0-9.-]+\.aliyuncs\.com\/)/i.test(text);
  const parts = isWithoutScheme ? parseUrl(`http://${text.replace(/^\/\//, "")}`) : undefined;
  return { rule: "must be an absolute http: URL", fix: offer(parts, `write it like ${example}`) };
}

function otherScheme(text: string): Flaw {
  return /^oss:/i.test(text)
    ? { rule: "must be an http: URL, not an OSS path", fix: `write it like ${example}` }
    : { rule: "must be an http: URL", fix: "put the picture where http: serves it, such as an OSS bucket" };
}

function findPartFlaws(parts: UrlParts): Flaw[] {
  const length = canonicalUrl(parts).length;
  const ascii = domainToASCII(parts.host);
  return [
    parts.scheme === "https" && {
      rule: "must be an http: URL, as the service does not take https:",
      fix: offer(parts, "use http: instead"),
    },
    parts.userinfo !== undefined && {
      rule: "must not hold a user or password",
      fix: offer(parts, "take them out"),
    },
    hidesUser(parts) && {
      rule: "must not hold a user or password, as it may: there is an @ behind its port",
      fix: `take them out${orAtInName(parts)}`,
    },
    parts.host === "" && { rule: "must name a host", fix: `write it like ${example}` },
    parts.host !== "" &&
      !isHost(parts.host) && {
        rule: "must have a host of letters, digits and hyphens, with single dots between them",
        fix: offer(parts, isHost(ascii) ? `write the host as ${ascii}` : "correct the host"),
      },
    !isPort(parts.port) && { rule: "must have a port from 1 to 65535, or none", fix: "correct the port" },
    brokenEscape.test(parts.path) && {
      rule: "must have two hexadecimal digits after each %",
      fix: offer(parts, "write %25 for a percent sign"),
    },
    length > coverLimits.maxCoverUrlBytes && {
      rule: `must be at most ${coverLimits.maxCoverUrlBytes} bytes long after percent-encoding, where it has ${length}`,
      fix: "use a shorter object name (every character outside ASCII counts 6 to 12 bytes)",
    },
  ].filter((flaw) => flaw !== false);
}

function orAtInName(parts: UrlParts): string {
  const isOnlyFlaw = parts.query === undefined && parts.fragment === undefined;
  const isRight = isOnlyFlaw && mend({ ...parts, path: parts.path.replaceAll("@", "%40") }) !== undefined;
  return isRight ? ", or write %40 for @ if it belongs to the object's name" : "";
}

/** Whether a password with a `/` may be taken for the path (`user:/secret@host`): no port, or a host that has no dot. */
const hidesUser = ({ host, port, path }: UrlParts): boolean =>
  path.includes("@") && port !== undefined && isPort(port) && (port === "" || !/[.:]|^localhost$/.test(host));

const brokenEscape = /%(?![0-9a-f]{2})/i;

/** A query or fragment has two readings: it can be dropped, or `?` and `#` belong to the object's name. */
function findRestFlaws(parts: UrlParts): Flaw[] {
  const { query, fragment } = parts;
  const dropped = isOpen(parts) ? mend(parts) : undefined;
  // A fragment may contain a ? of its own.
  const marks = [
    ...(query !== undefined || fragment?.includes("?") ? ["%3F for ?"] : []),
    ...(fragment === undefined ? [] : ["%23 for #"]),
  ];
  const fix = [
    dropped === undefined ? "take it out" : `write ${JSON.stringify(dropped)}`,
    ...(mayBeName(parts) ? [`${marks.join(" and ")} if it belongs to the object's name`] : []),
  ].join(", or ");
  return [
    ...(query === undefined ? [] : [{ rule: "must have no ?query, as a signature in it would expire", fix }]),
    ...(fragment === undefined ? [] : [{ rule: "must have no #fragment", fix }]),
  ];
}

/** Whether query and fragment may belong to the object's name: they are no signature, and the resulting URL is valid. */
function mayBeName({ path, query, fragment, ...parts }: UrlParts): boolean {
  const rest = [query, fragment].filter((part) => part !== undefined);
  const isSigned = query?.split("&").some(isSignature) === true;
  const name = [path, ...rest].join("%23");
  if (path === "" || rest.length === 0 || isSigned || brokenEscape.test(rest.join(" "))) return false;
  const whole = { ...parts, path: name, query: undefined, fragment: undefined };
  return !hidesUser(whole) && mend(whole) !== undefined;
}

/** Offers the corrected URL if there is only one reading; else advises on one flaw. */
function offer(parts: UrlParts | undefined, advice: string): string {
  const isClear = parts !== undefined && isOpen(parts) && !mayBeName(parts);
  const mended = isClear ? mend(parts) : undefined;
  return mended === undefined ? advice : `write ${JSON.stringify(mended)}`;
}

/** Corrects all flaws, and drops query and fragment; undefined if only the author knows the right URL. */
function mend(parts: UrlParts): string | undefined {
  const host = isHost(parts.host) ? parts.host : domainToASCII(parts.host);
  const isKnown = isHost(host) && isPort(parts.port) && !parts.path.includes("\uFFFD");
  const path = parts.path.replaceAll(new RegExp(brokenEscape, "gi"), "%25");
  const mended = canonicalUrl({ ...parts, scheme: "http", host, path });
  return isKnown && mended.length <= coverLimits.maxCoverUrlBytes ? mended : undefined;
}

/** Whether host and path may be shown: a part of a password that is not encoded looks like them (`user:80/secret@host`). */
function isOpen({ scheme, host, port, path, query, fragment }: UrlParts): boolean {
  const written = `${scheme}://${host}${port === undefined ? "" : `:${port}`}${path}`;
  const rest = `${query === undefined ? "" : `?${query}`}${fragment === undefined ? "" : `#${fragment}`}`;
  return maskUrlSecrets(`${written}${rest}`, { mayHoldAt: true }).startsWith(written);
}
