import { maskUrlSecrets } from "../cover/redact";
import { isLoopback } from "../mps/endpoint";
import { ConfigurationError } from "../mps/errors";

/**
 * Reads `mediacover:endpoint`: an origin, `https:` unless it is on this machine.
 *
 * @throws ConfigurationError naming the rule that it breaks.
 */
export function parseEndpoint(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const problem = url === undefined ? "is not a URL" : checkEndpoint(url);
  if (url === undefined || problem !== undefined) {
    throw new ConfigurationError(
      `mediacover:endpoint ${problem}; got ${JSON.stringify(maskUrlSecrets(text))}; ` +
        "write it like https://mts.cn-hangzhou.aliyuncs.com, or http://127.0.0.1:20618 for the emulator",
    );
  }
  return url;
}

function checkEndpoint(url: URL): string | undefined {
  if (url.protocol !== "https:" && url.protocol !== "http:")
    return "must begin with https:// (or http:// on this machine)";
  if (url.protocol === "http:" && !isLoopback(url.hostname))
    return "must be https, as http is only for this machine (127.0.0.1, localhost, [::1])";
  if (url.username !== "" || url.password !== "") return "must not hold a user or password";
  if (url.pathname !== "/" || url.search !== "" || url.hash !== "")
    return "must be scheme, host and port only";
  return undefined;
}
