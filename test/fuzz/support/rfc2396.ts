/**
 * What the service's documentation asks of a cover URL, written from the grammar: RFC 2396, appendix A, with the
 * addresses in brackets of RFC 2732, section 3. It imports nothing of the product, so that each checks the other.
 */

const unreserved = "[A-Za-z0-9\\-_.!~*'()]";
const escaped = "%[0-9A-Fa-f][0-9A-Fa-f]";
const pchar = `(?:${unreserved}|${escaped}|[:@&=+$,])`;
const segment = `${pchar}*(?:;${pchar}*)*`;
const absPath = new RegExp(`^/${segment}(?:/${segment})*$`);
/** `reg_name` without what would be a user or a port: hosts such as `my_bucket.example` are no `hostname`. */
const registeredName = new RegExp(`^(?:${unreserved}|${escaped}|[$,;&=+])+$`);
const ipv4 = /^(?:\d{1,3}\.){3}\d{1,3}$/;

/** The longest that UpdateMediaCover takes, in bytes. */
const maxBytes = 3200;

/** The rules of the documentation that a URL breaks; empty for one that the service takes. */
export function documentedProblems(url: string): string[] {
  const [, scheme = "", authority = "", path = ""] = /^([^:/?#]*):\/\/([^/?#]*)([^]*)$/.exec(url) ?? [];
  const host = authority.replace(/:[0-9]*$/, "");
  return [
    Buffer.byteLength(url) > maxBytes && `longer than ${maxBytes} bytes`,
    scheme !== "http" && "not http:",
    authority.includes("@") && "userinfo",
    !isHost(host) && `no host: ${host}`,
    !absPath.test(path) && "no abs_path",
  ].filter((problem) => problem !== false);
}

function isHost(host: string): boolean {
  return host.startsWith("[") ? host.endsWith("]") && isIpv6(host.slice(1, -1)) : registeredName.test(host);
}

const isGroup = (group: string): boolean => /^[0-9A-Fa-f]{1,4}$/.test(group);

/** `hexpart [ ":" IPv4address ]`: eight groups, or fewer around one `::`; an IPv4 address at the end counts for two. */
function isIpv6(text: string): boolean {
  const sides = text.split("::");
  if (sides.length > 2) return false;
  const groups = sides.flatMap((side) => (side === "" ? [] : side.split(":")));
  const last = groups.at(-1) ?? "";
  const endsInIpv4 = ipv4.test(last);
  const count = groups.length + (endsInIpv4 ? 1 : 0);
  return (
    (endsInIpv4 ? groups.slice(0, -1) : groups).every(isGroup) &&
    (sides.length === 2 ? count < 8 : count === 8)
  );
}
