import { ConfigurationError } from "./errors";

/** Where calls for a region go. */
export interface Endpoint {
  /** Scheme, host and port. */
  origin: string;
  /** The value of the header `host`, which is signed. */
  host: string;
  /** One address serves every region, so a call must name its region itself. */
  servesAllRegions: boolean;
}

/** The endpoint that the user gave is that of another region. */
export class EndpointRegionError extends ConfigurationError {
  constructor(
    readonly endpointRegion: string,
    readonly region: string,
  ) {
    const rule = `is that of region ${endpointRegion}, where a resource is in ${region}`;
    super([{ path: ["endpoint"], rule }]);
  }
}

/**
 * The endpoint of a region: `https://mts.<region>.aliyuncs.com`, or the one that the user gave.
 *
 * @throws EndpointRegionError
 */
export function endpointFor(region: string, override: URL | undefined): Endpoint {
  if (override === undefined) {
    const host = `mts.${region}.aliyuncs.com`;
    return { origin: `https://${host}`, host, servesAllRegions: false };
  }
  const endpointRegion = /^mts(?:-vpc)?\.([a-z0-9-]+)\.aliyuncs\.com$/.exec(override.hostname)?.[1];
  if (endpointRegion !== undefined && endpointRegion !== region)
    throw new EndpointRegionError(endpointRegion, region);
  return { origin: override.origin, host: override.host, servesAllRegions: true };
}

/** Whether a host name means this machine: the only place to which plain http is allowed. */
export function isLoopback(hostname: string): boolean {
  return hostname === "localhost" || hostname === "[::1]" || /^127(\.\d{1,3}){3}$/.test(hostname);
}
