import { describeValue, invalid, type Result, valid } from "../cover/problem";
import { isLoopback } from "../mps/endpoint";
import { ConfigurationError } from "../mps/errors";

/**
 * Reads `mediacover:endpoint`: an origin, `https:` unless it is on this machine.
 *
 * @throws ConfigurationError naming the rule that it breaks.
 */
export function parseEndpoint(text: string): URL {
  const checked = URL.canParse(text) ? checkEndpoint(new URL(text)) : invalid("is not a URL");
  if (checked.ok) return checked.value;
  const got = describeValue(text);
  const fix =
    "write it like https://mts.cn-hangzhou.aliyuncs.com, or http://127.0.0.1:20618 for the emulator";
  throw new ConfigurationError(
    checked.problems.map(({ rule }) => ({ path: ["mediacover:endpoint"], rule, got, fix })),
  );
}

function checkEndpoint(url: URL): Result<URL> {
  if (url.protocol !== "https:" && url.protocol !== "http:")
    return invalid("must begin with https:// (or http:// on this machine)");
  if (url.protocol === "http:" && !isLoopback(url.hostname))
    return invalid("must be https, as http is only for this machine (127.0.0.1, localhost, [::1])");
  if (url.username !== "" || url.password !== "") return invalid("must not hold a user or password");
  if (url.pathname !== "/" || url.search !== "" || url.hash !== "")
    return invalid("must be scheme, host and port only");
  return valid(url);
}
