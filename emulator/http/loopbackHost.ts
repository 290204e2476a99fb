const loopbackHost = /^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?$/i;

/**
 * Whether a Host header names this machine. The page is served under such hosts only: another site can point its own name
 * here ("DNS rebinding"), and its page could then read the answer.
 */
export function isLoopbackHost(host: string | undefined): boolean {
  return loopbackHost.test(host ?? "");
}
