import { ConfigurationError } from "../mps/errors";
import { maskUrlSecrets } from "../cover/redact";
import type { Proxies } from "../mps/transport";
import { type Environment, isSet } from "./settings";

/**
 * The common variables of proxies. As in curl, lower case wins, and a proxy without a scheme is reached over http.
 *
 * @throws ConfigurationError for what is not the URL of a proxy.
 */
export function readProxies(environment: Environment): Proxies {
  const get = (name: string): string | undefined =>
    [environment[name], environment[name.toUpperCase()]].find(isSet);
  const httpProxy = proxyUrl("http_proxy", get("http_proxy"));
  const httpsProxy = proxyUrl("https_proxy", get("https_proxy"));
  const noProxy = get("no_proxy");
  if (httpProxy === undefined && httpsProxy === undefined) return {};
  return { ...(httpProxy && { httpProxy }), ...(httpsProxy && { httpsProxy }), ...(noProxy && { noProxy }) };
}

function proxyUrl(name: string, text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const url = text.includes("://") ? text : `http://${text}`;
  if (/^https?:/i.test(url) && URL.canParse(url)) return url;
  throw new ConfigurationError(
    `${name} in the environment must be a URL such as http://proxy.example:3128; got ${JSON.stringify(maskUrlSecrets(text))}`,
  );
}
