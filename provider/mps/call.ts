import type { z } from "zod";
import { readAnswer } from "./answer";
import type { Endpoint } from "./endpoint";
import type { RetryClass } from "./errorCodes";
import { AttemptError, CallError } from "./errors";
import { unlessAborted } from "./unlessAborted";
import { defaults } from "./limits";
import type { Departure } from "./arrivals";
import type { Pacer } from "./pacer";
import { canonicalizedQuery } from "./percentEncode";
import type { Chance, Clock, Credentials, CredentialsProvider, HttpRequest, Transport } from "./ports";
import { decideRetry, type RetryDecision } from "./retry";
import { authorization, sha256Hex } from "./signature";
import { userAgent } from "./version";

/** An attempt whose turn came just before the deadline still gets this long. */
const leastAttemptMs = 1_000;

/** What every call is made with. */
export interface CallContext {
  transport: Transport;
  credentials: CredentialsProvider;
  endpointOf: (region: string) => Endpoint;
  pacerOf: (action: string) => Pacer;
  clock: Clock;
  chance: Chance;
  /** Says why something takes long; not for each call, where many wait for the same reason. */
  tellOfWait: (action: string, delayMs: number, why: AttemptError) => void;
}

/** One call, before it is sent. */
export interface Call<T> {
  action: "UpdateMediaCover" | "QueryMediaList" | "QueryMediaListByURL";
  region: string;
  /** Asked once, when the call's turn has come: what came together in the meantime travels together. */
  parameters: () => Readonly<Record<string, string>>;
  answer: z.ZodType<T>;
  /** What the call is about, for errors: "media 6cc3… in cn-hangzhou". */
  subject: () => string;
}

/**
 * Makes a call: waits for its turn, signs, sends, and tries again where that makes sense, within a deadline that starts
 * with the first attempt.
 *
 * @param signal Ends the call while it waits for an attempt, its first one included. What is under way goes on to its end.
 * @throws CallError with the whole story, CredentialsError, ConfigurationError; the signal's reason.
 */
export async function makeCall<T>(context: CallContext, call: Call<T>, signal?: AbortSignal): Promise<T> {
  const { clock, chance } = context;
  const pacer = context.pacerOf(call.action);
  const failures = new Map<RetryClass, number>();
  let startedAt: number | undefined;
  let parameters: Readonly<Record<string, string>> | undefined;
  let credentials: Credentials | undefined;
  for (let attempts = 1; ; attempts += 1) {
    // Looked for before the turn, as calls that had theirs would pile up meanwhile.
    await context.credentials.get();
    const departure = await takeTurn(pacer, attempts > 1, signal);
    let went = false;
    try {
      try {
        signal?.throwIfAborted();
        startedAt ??= clock.now();
        credentials = await context.credentials.get();
        parameters ??= call.parameters();
        const answer = await attemptCall(context, call, parameters, credentials, startedAt);
        went = true;
        return answer;
      } finally {
        pacer.ended(departure, went);
      }
    } catch (error) {
      if (!(error instanceof AttemptError) || startedAt === undefined) throw error;
      const isNews = error.retry !== "throttled" || pacer.throttled(departure, error.retryAfterMs);
      const attempt = (failures.get(error.retry) ?? 0) + 1;
      failures.set(error.retry, attempt);
      const elapsedMs = clock.now() - startedAt;
      const { retry, retryAfterMs } = error;
      const decision =
        retry === "credentials" && credentials && !(await canRenew(context.credentials, credentials))
          ? nothingNew
          : decideRetry({ retry, retryAfterMs, attempt, elapsedMs }, chance.random);
      if (!decision.retry) {
        throw new CallError(
          { action: call.action, cause: error, attempts, elapsedMs, reason: decision.reason },
          call.subject(),
        );
      }
      if (isNews && decision.delayMs > 1000) context.tellOfWait(call.action, decision.delayMs, error);
      await unlessAborted(clock.sleep(decision.delayMs), signal);
    }
  }
}

/** A turn that nobody waits for any more is given back when it comes. */
async function takeTurn(pacer: Pacer, again: boolean, signal: AbortSignal | undefined): Promise<Departure> {
  const turn = pacer.turn(again);
  try {
    return await unlessAborted(turn, signal);
  } catch (error) {
    void turn.then((departure) => pacer.ended(departure, false));
    throw error;
  }
}

const nothingNew: RetryDecision = { retry: false, reason: "the source of the credentials has no others" };

/** Whether there are other credentials than those that the service refused. @throws CredentialsError if there are none. */
async function canRenew(provider: CredentialsProvider, refused: Credentials): Promise<boolean> {
  provider.invalidate(refused);
  return !areSame(refused, await provider.get());
}

function areSame(a: Credentials, b: Credentials): boolean {
  return (
    a.accessKeyId === b.accessKeyId &&
    a.accessKeySecret === b.accessKeySecret &&
    a.securityToken === b.securityToken
  );
}

async function attemptCall<T>(
  { transport, clock, chance, endpointOf }: CallContext,
  call: Call<T>,
  parameters: Readonly<Record<string, string>>,
  credentials: Credentials,
  startedAt: number,
): Promise<T> {
  const signed = signedRequest(call, parameters, credentials, endpointOf(call.region), {
    date: clock.date(),
    nonce: chance.nonce(),
  });
  const remainingMs = defaults.callDeadlineMs - (clock.now() - startedAt);
  const timeoutMs = Math.ceil(Math.max(leastAttemptMs, Math.min(defaults.attemptTimeoutMs, remainingMs)));
  const answer = await transport({ ...signed, timeoutMs });
  const { accessKeySecret, securityToken = "" } = credentials;
  // The cover may be a secret of the program, and a set records what the service said.
  return readAnswer(answer, call.answer, [accessKeySecret, securityToken, parameters["CoverURL"] ?? ""]);
}

/** The request on the wire: parameters in the query, an empty body, everything else in headers, as the official SDK does. */
function signedRequest(
  { action, region }: Pick<Call<unknown>, "action" | "region">,
  parameters: Readonly<Record<string, string>>,
  credentials: Credentials,
  endpoint: Endpoint,
  { date, nonce }: { date: Date; nonce: string },
): Omit<HttpRequest, "timeoutMs"> {
  const headers: Record<string, string> = {
    host: endpoint.host,
    accept: "application/json",
    "user-agent": userAgent,
    "x-acs-action": action,
    "x-acs-content-sha256": sha256Hex(""),
    "x-acs-date": date.toISOString().replace(/\.\d+Z$/, "Z"),
    "x-acs-signature-nonce": nonce,
    "x-acs-version": "2014-06-18",
    ...(credentials.securityToken && {
      "x-acs-accesskey-id": credentials.accessKeyId,
      "x-acs-security-token": credentials.securityToken,
    }),
    ...(endpoint.servesAllRegions && { "x-acs-region-id": region }),
  };
  const authorized = authorization({ method: "POST", query: parameters, headers, body: "" }, credentials);
  return {
    method: "POST",
    origin: endpoint.origin,
    target: `/?${canonicalizedQuery(parameters)}`,
    headers: { ...headers, authorization: authorized },
  };
}
