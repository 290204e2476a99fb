import { withDeadline } from "./deadline";
import { CredentialsError } from "./errors";
import { defaults } from "./limits";
import type { Clock } from "./ports";

/** An access key; temporary ones (STS) come with a token. */
export interface Credentials {
  accessKeyId: string;
  accessKeySecret: string;
  securityToken?: string | undefined;
}

/** One place where credentials may be. */
export interface CredentialsSource {
  /** As a user would name it, such as "configuration (alicloud:accessKey, alicloud:secretKey)". */
  name: string;
  /** Whether it hands out other credentials in the course of time. */
  renews: boolean;
  /** The credentials, or why there are none here. Rejects when it should have had some but failed. */
  load(): Promise<Credentials | { missing: string }>;
}

/** Hands out the credentials of the first source that has some. */
export interface CredentialsProvider {
  get(): Promise<Credentials>;
  /** Forget these, if they are still the ones that are handed out: the service says that they have expired. */
  invalidate(expired: Credentials): void;
}

/** One look through the sources, shared by everybody who asks meanwhile. */
interface Search {
  result: Promise<Credentials>;
  found?: Credentials;
  expiresAt: number;
}

/**
 * Looks through `sources` in their order. All callers share one search, which starts with the first call: sources such
 * as the default chain of `@alicloud/credentials` break when they are first asked by several at once. A search that
 * failed is not remembered.
 *
 * @throws CredentialsError from `get`, with every place that was looked at.
 */
export function createCredentialsProvider(
  sources: readonly CredentialsSource[],
  clock: Clock,
  timeoutMs: number = defaults.credentialsTimeoutMs,
): CredentialsProvider {
  let current: Search | undefined;

  function start(): Search {
    const search: Search = { result: run(), expiresAt: Infinity };
    async function run(): Promise<Credentials> {
      try {
        const { credentials, renews } = await withDeadline(find(sources), timeoutMs, () =>
          tooLate(timeoutMs),
        );
        search.found = credentials;
        if (renews) search.expiresAt = clock.now() + defaults.credentialsMaxAgeMs;
        return credentials;
      } catch (error) {
        if (current === search) current = undefined;
        throw error;
      }
    }
    return search;
  }

  return {
    get() {
      if (current === undefined || clock.now() >= current.expiresAt) current = start();
      return current.result;
    },
    invalidate(expired) {
      if (current?.found === expired) current = undefined;
    },
  };
}

async function find(
  sources: readonly CredentialsSource[],
): Promise<{ credentials: Credentials; renews: boolean }> {
  const looked: string[] = [];
  for (const source of sources) {
    try {
      const loaded = await source.load();
      if (!("missing" in loaded)) return { credentials: loaded, renews: source.renews };
      looked.push(`${source.name}: ${loaded.missing}`);
    } catch (error) {
      looked.push(`${source.name}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  throw new CredentialsError(
    ["no credentials found. Looked in this order:", ...looked.map((line) => `  - ${line}`), advice].join(
      "\n",
    ),
  );
}

const advice =
  "Set both keys, for example `pulumi config set alicloud:accessKey …` and " +
  "`pulumi config set --secret alicloud:secretKey …`, or ALICLOUD_ACCESS_KEY and ALICLOUD_SECRET_KEY";

const tooLate = (timeoutMs: number): CredentialsError =>
  new CredentialsError(`no credentials found in ${timeoutMs / 1000} s: a source did not answer. ${advice}`);
