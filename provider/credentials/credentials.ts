/** Where access keys come from: sources, asked in order until one has some. */

import { describeProblems, type Result } from "../cover/problem";
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
   * The credentials, or why there are none here. Rejects if the source should have had some but failed: with a
   * CredentialsError if no other source may take its place, otherwise with any other error.
   */
  load: () => Promise<Result<FoundCredentials>>;
}

/** A service that gives credentials refused, or did not answer. The message says what to do and holds no secret. */
export class SourceError extends Error {
  constructor(
    message: string,
    /** The service's code, such as `NoPermission`; empty if it gave none. */
    readonly code: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** What a search found, and which sources it passed over. */
export interface SearchResult {
  credentials: FoundCredentials;
  /** The name of the source that has them. */
  source: string;
  /** The sources before it, each with the reason why it has none. */
  passedOver: string[];
}

/** One search, shared by all callers that wait for it. */
interface Search {
  result: Promise<Credentials>;
  found?: Credentials;
  renewAt: number;
}

/**
 * Looks through `sources` in their order. All callers share one search, which starts with the first call. A failed search
 * is not remembered. If renewing fails, the old credentials stay in use until the service refuses them: an OIDC token may
 * be valid for minutes only, the session that it opened for an hour.
 *
 * @throws CredentialsError from `get`, with every source that was asked.
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
        let asked = "";
        const found = findCredentials(sources, advise, (name) => (asked = name));
        const { credentials } = await withDeadline(found, timeoutMs, () => tooLate(timeoutMs, asked, advise));
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
 * @param onAsk Receives the name of each source before it is asked.
 * @throws CredentialsError with every source that was asked; those that failed come first.
 */
export async function findCredentials(
  sources: readonly CredentialsSource[],
  advise: Advise,
  onAsk: (name: string) => void = () => {},
): Promise<SearchResult> {
  const passedOver: PassedOver[] = [];
  for (const source of sources) {
    const { name } = source;
    onAsk(name);
    try {
      const loaded = await source.load();
      if (loaded.ok)
        return { credentials: loaded.value, source: name, passedOver: passedOver.map(({ line }) => line) };
      passedOver.push({ line: `${name}: ${describeProblems(loaded.problems)}`, hasFailed: false });
    } catch (error) {
      if (error instanceof CredentialsError) throw error;
      const reason = error instanceof Error ? error.message : String(error);
      passedOver.push({ line: `${name}: ${reason}`, hasFailed: true });
    }
  }
  throw new CredentialsError(describeSearch(passedOver, advise));
}

/** A source that gave no credentials, and why: it has none, or it should have had some but failed. */
interface PassedOver {
  line: string;
  hasFailed: boolean;
}

/** Sources that failed come first: they are what the user meant to use. */
function describeSearch(passedOver: readonly PassedOver[], advise: Advise): string {
  const list = (hasFailed: boolean): string[] =>
    passedOver.filter((each) => each.hasFailed === hasFailed).map(({ line }) => `  - ${line}`);
  const [failed, empty] = [list(true), list(false)];
  const lines =
    failed.length === 0
      ? ["no credentials found. Looked in this order:", ...empty, advise("setAccessKey")]
      : [
          `no credentials found. What failed:`,
          ...failed,
          "What has none, in the order of the search:",
          ...empty,
          `Correct what failed, or use an access key. ${advise("setAccessKey")}`,
        ];
  return lines.join("\n");
}

const tooLate = (timeoutMs: number, asked: string, advise: Advise): CredentialsError =>
  new CredentialsError(
    `no credentials found in ${timeoutMs / 1000} s: this source did not answer in time: ${asked}. ${advise("setAccessKey")}`,
  );
