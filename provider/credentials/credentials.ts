import type { Advise } from "../mps/advice";
import { withDeadline } from "../mps/deadline";
import { CredentialsError } from "../mps/errors";
import { defaults } from "../mps/limits";
import type { Clock, Credentials, CredentialsProvider } from "../mps/ports";

/** Credentials as a source gives them. */
export interface FoundCredentials extends Credentials {
  /** How long they are used before the source is asked again, in milliseconds. Default: to the end of the process. */
  renewAfterMs?: number | undefined;
}

/** One place where credentials may be. */
export interface CredentialsSource {
  /** As a user would name it, such as "configuration (alicloud:accessKey, alicloud:secretKey)". */
  name: string;
  /**
   * The credentials, or why there are none here. Rejects when it should have had some but failed: with a
   * CredentialsError if no other source may stand in for it, else with any other error.
   */
  load(): Promise<FoundCredentials | { missing: string }>;
}

/** What a search found, and what it passed over. */
export interface SearchResult {
  credentials: FoundCredentials;
  /** The name of the source that has them. */
  source: string;
  /** The sources before it, each with why it has none. */
  passedOver: string[];
}

/** One look through the sources, shared by everybody who asks meanwhile. */
interface Search {
  result: Promise<Credentials>;
  found?: Credentials;
  renewAt: number;
}

/**
 * Looks through `sources` in their order. All callers share one search, which starts with the first call: sources such
 * as the default chain of `@alicloud/credentials` break when they are first asked by several at once. A search that
 * failed is not remembered. Where renewing fails, the old credentials go on being used until the service refuses them:
 * an OIDC token may be good for minutes only, the session that it opened for an hour.
 *
 * @throws CredentialsError from `get`, with every place that was looked at.
 */
export function createCredentialsProvider(
  sources: readonly CredentialsSource[],
  {
    clock,
    advise,
    timeoutMs = defaults.credentialsTimeoutMs,
  }: { clock: Clock; advise: Advise; timeoutMs?: number },
): CredentialsProvider {
  let current: Search | undefined;

  function start(old: Credentials | undefined): Search {
    const search: Search = { result: run(), renewAt: Infinity };
    async function run(): Promise<Credentials> {
      try {
        const { credentials } = await withDeadline(findCredentials(sources, advise), timeoutMs, () =>
          tooLate(timeoutMs, advise),
        );
        return keep(credentials, credentials.renewAfterMs ?? Infinity);
      } catch (error) {
        if (old !== undefined && current === search) return keep(old, defaults.credentialsMaxAgeMs);
        if (current === search) current = undefined;
        throw error;
      }
    }
    function keep(credentials: Credentials, renewAfterMs: number): Credentials {
      search.found = credentials;
      search.renewAt = clock.now() + renewAfterMs;
      return credentials;
    }
    return search;
  }

  return {
    get() {
      if (current === undefined || clock.now() >= current.renewAt) current = start(current?.found);
      return current.result;
    },
    invalidate(refused) {
      if (current?.found === refused) current = undefined;
    },
  };
}

/**
 * Looks through `sources` in their order, once.
 *
 * @throws CredentialsError with every place that was looked at.
 */
export async function findCredentials(
  sources: readonly CredentialsSource[],
  advise: Advise,
): Promise<SearchResult> {
  const passedOver: string[] = [];
  for (const source of sources) {
    const { name } = source;
    try {
      const loaded = await source.load();
      if (!("missing" in loaded)) return { credentials: loaded, source: name, passedOver };
      passedOver.push(`${name}: ${loaded.missing}`);
    } catch (error) {
      if (error instanceof CredentialsError) throw error;
      passedOver.push(`${name}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  throw new CredentialsError(
    [
      "no credentials found. Looked in this order:",
      ...passedOver.map((line) => `  - ${line}`),
      advise("setAccessKey"),
    ].join("\n"),
  );
}

const tooLate = (timeoutMs: number, advise: Advise): CredentialsError =>
  new CredentialsError(
    `no credentials found in ${timeoutMs / 1000} s: a source did not answer. ${advise("setAccessKey")}`,
  );
