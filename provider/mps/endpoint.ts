import { ConfigurationError } from "./errors";
import { maskUrlSecrets } from "../cover/redact";

/** Where calls for a region go. */
export interface Endpoint {
  /** Scheme, host and port. */
  origin: string;
  /** What stands in the `host` header, which is signed. */
  host: string;
  /** One address serves every region, so a call must name its region itself. */
  servesAllRegions: boolean;
}

/**
 * The endpoint of a region: `https://mts.<region>.aliyuncs.com`, or the one that the user gave.
 *
 * @param override `mediacover:endpoint`, as `parseEndpoint` read it.
 * @throws ConfigurationError when the override is the endpoint of another region.
 */
export function endpointOf(region: string, override: URL | undefined): Endpoint {
  if (override === undefined) {
    const host = `mts.${region}.aliyuncs.com`;
    return { origin: `https://${host}`, host, servesAllRegions: false };
  }
  const regionOfHost = /^mts(?:-vpc)?\.([a-z0-9-]+)\.aliyuncs\.com$/.exec(override.hostname)?.[1];
  if (regionOfHost !== undefined && regionOfHost !== region) {
    throw new ConfigurationError(
      `mediacover:endpoint is that of region ${regionOfHost}, where a resource is in ${region}: remove the setting`,
    );
  }
  return { origin: override.origin, host: override.host, servesAllRegions: true };
}

/**
 * Reads `mediacover:endpoint`: an origin, `https:` unless it is on this machine.
 *
 * @throws ConfigurationError naming the rule that it breaks.
 */
export function parseEndpoint(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const problem = url === undefined ? "is not a URL" : problemOf(url);
  if (url === undefined || problem !== undefined) {
    throw new ConfigurationError(
      `mediacover:endpoint ${problem}; got ${JSON.stringify(maskUrlSecrets(text))}; ` +
        "write it like https://mts.cn-hangzhou.aliyuncs.com, or http://127.0.0.1:20618 for the emulator",
    );
  }
  return url;
}

function problemOf(url: URL): string | undefined {
  if (url.protocol !== "https:" && url.protocol !== "http:")
    return "must begin with https:// (or http:// on this machine)";
  if (url.protocol === "http:" && !isLoopback(url.hostname))
    return "must be https, as http is only for this machine (127.0.0.1, localhost, [::1])";
  if (url.username !== "" || url.password !== "") return "must not hold a user or password";
  if (url.pathname !== "/" || url.search !== "" || url.hash !== "")
    return "must be scheme, host and port only";
  return undefined;
}

/** Whether a host name means this machine: the only place to which plain http is allowed. */
export function isLoopback(hostname: string): boolean {
  return hostname === "localhost" || hostname === "[::1]" || /^127(\.\d{1,3}){3}$/.test(hostname);
}
