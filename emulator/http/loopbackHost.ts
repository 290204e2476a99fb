const loopbackHost = /^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?$/i;

/**
 * Whether a Host header names this machine. What a browser may see is answered to such hosts only: the name of somebody
 * else's page can be made to point here ("DNS rebinding"), and that page could then read the answer.
 */
export function isLoopbackHost(host: string | undefined): boolean {
  return loopbackHost.test(host ?? "");
}
