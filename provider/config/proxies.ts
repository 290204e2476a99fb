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
  const written = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`;
  const url = URL.canParse(written) ? new URL(written) : undefined;
  const problem = checkProxy(written, url);
  if (problem === undefined && url !== undefined) return { url: url.href.replace(/\/$/, ""), name };
  throw new ConfigurationError(
    `${name} in the environment ${problem?.rule ?? mustBeUrl}; got ${JSON.stringify(maskUrlSecrets(text))}; ` +
      (problem?.fix ?? "write it like http://proxy.example:3128"),
  );
}

const mustBeUrl = "must be the URL of a proxy";
const encodePassword =
  "percent-encode such characters in user and password: %23 for #, %25 for %, %2F for /, %3F for ?, %40 for @, %5C for \\";

function checkProxy(text: string, url: URL | undefined): { rule: string; fix?: string } | undefined {
  const scheme = /^[^:]*/.exec(text)?.[0] ?? "";
  if (!/^https?$/i.test(scheme)) return { rule: `must be an http: or https: proxy, not ${scheme}:` };
  if (text.includes("\\")) return { rule: `${mustBeUrl}, which holds no backslash`, fix: encodePassword };
  const at = text.lastIndexOf("@");
  const user = at === -1 ? "" : text.slice(`${scheme}://`.length, at);
  if (/[/?#\s]/.test(user))
    return { rule: `${mustBeUrl}, whose password holds no / ? # or blank`, fix: encodePassword };
  if (!isDecodable(user))
    return {
      rule: `${mustBeUrl}, with two hexadecimal digits after each % that make UTF-8`,
      fix: "write %25 for a percent sign in user or password",
    };
  if (url === undefined) return { rule: `${mustBeUrl}, with a host, and a port up to 65535` };
  if (url.pathname !== "/" || url.search !== "" || url.hash !== "")
    return { rule: `${mustBeUrl}: scheme, host and port only`, fix: `write ${url.protocol}//${url.host}` };
  return undefined;
}

function isDecodable(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}
