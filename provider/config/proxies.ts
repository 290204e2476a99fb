import { invalid, type Result, valid } from "../cover/problem";
import { maskUrlSecrets } from "../cover/redact";
import { ConfigurationError } from "../mps/errors";
import type { Proxies, Proxy } from "../mps/transport";
import { type Environment, isSet } from "./settings";

/**
 * Reads the common variables of proxies. As in curl, lower case wins, and a proxy without a scheme is reached over http.
 *
 * @throws ConfigurationError for a value that is not the URL of a proxy, with the variable, the rule, the masked value and the
 * fix.
 */
export function readProxies(environment: Environment): Proxies {
  const find = (name: string): { name: string; text: string } | undefined => {
    const found = [name, name.toUpperCase()].find((each) => isSet(environment[each]?.trim()));
    return found === undefined ? undefined : { name: found, text: environment[found]?.trim() ?? "" };
  };
  const [http, https, no] = [find("http_proxy"), find("https_proxy"), find("no_proxy")];
  if (http === undefined && https === undefined) return {};
  return {
    ...(http && { httpProxy: readProxy(http) }),
    ...(https && { httpsProxy: readProxy(https) }),
    ...(no && { noProxy: no.text }),
  };
}

function readProxy({ name, text }: { name: string; text: string }): Proxy {
  const written = /^[a-z][a-z0-9+.-]*:\//i.test(text) ? text : `http://${text}`;
  const checked = checkProxy(written);
  if (checked.ok) return { url: checked.value.href.replace(/\/$/, ""), name };
  throw new ConfigurationError(
    checked.problems.map(({ rule, fix = "write it like http://proxy.example:3128" }) => ({
      path: [name],
      rule: `in the environment ${rule}`,
      // Not as `describeValue` masks it: a host that is hidden cannot be corrected.
      got: JSON.stringify(maskUrlSecrets(text)),
      fix,
    })),
  );
}

const mustBeUrl = "must be the URL of a proxy";
const encodePassword =
  "percent-encode such characters in user and password: %23 for #, %25 for %, %2F for /, %3F for ?, %40 for @, %5C for \\";

function checkProxy(text: string): Result<URL> {
  const scheme = /^[^:]*/.exec(text)?.[0] ?? "";
  if (!/^https?$/i.test(scheme)) return invalid(`must be an http: or https: proxy, not ${scheme}:`);
  if (/^https?:\/(?!\/[^/])/i.test(text)) return invalid(`${mustBeUrl}, with // and a host after its scheme`);
  if (text.includes("\\")) return invalid(`${mustBeUrl}, which holds no backslash`, { fix: encodePassword });
  const end = text.lastIndexOf("@");
  const user = end === -1 ? "" : text.slice(`${scheme}://`.length, end);
  if (/[/?#\s]/.test(user))
    return invalid(`${mustBeUrl}, whose password holds no / ? # or blank`, { fix: encodePassword });
  if (!isDecodable(user)) {
    const fix = "write %25 for a percent sign in user or password";
    return invalid(`${mustBeUrl}, with two hexadecimal digits after each % that make UTF-8`, { fix });
  }
  if (!URL.canParse(text)) return invalid(`${mustBeUrl}, with a host, and a port up to 65535`);
  const url = new URL(text);
  if (url.pathname !== "/" || url.search !== "" || url.hash !== "")
    return invalid(`${mustBeUrl}: scheme, host and port only`, { fix: `write ${url.protocol}//${url.host}` });
  return valid(url);
}

function isDecodable(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}
