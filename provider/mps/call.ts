import type { z } from "zod";
import type { Advise } from "./advice";
import { readAnswer } from "./answer";
import type { Departure } from "./arrivals";
import type { Endpoint } from "./endpoint";
import type { RetryClass } from "./errorCodes";
import { AttemptError, CallError } from "./errors";
import { defaults } from "./limits";
import type { Pacer } from "./pacer";
import { canonicalizedQuery } from "./percentEncode";
import type { Chance, Clock, Credentials, CredentialsProvider, HttpRequest, Transport } from "./ports";
import { decideRetry, type RetryDecision } from "./retry";
import { authorization, sha256Hex } from "./signature";
import { unlessAborted } from "./unlessAborted";

/** An attempt whose turn came just before the deadline still gets this long. */
const leastAttemptMs = 1_000;

/** What every call is made with. */
export interface CallContext {
  transport: Transport;
  /** The value of the header `user-agent`. */
  userAgent: string;
  credentials: CredentialsProvider;
  endpointFor: (region: string) => Endpoint;
  pacerFor: (action: Action) => Pacer;
  clock: Clock;
  chance: Chance;
  /** Puts into words what the user should do. */
  advise: Advise;
  /** Says why something takes long; once, if many calls wait for the same reason. */
  tellOfWait: (action: Action, delayMs: number, why: string) => void;
}

/** The operations of the service that this client uses. */
export type Action =
  | "QueryMediaList"
  | "QueryMediaListByURL"
  | "QueryPipelineList"
  | "QuerySnapshotJobList"
  | "SubmitSnapshotJob"
  | "UpdateMediaCover";

/** One call, before it is sent. */
export interface Call<Answer> {
  action: Action;
  region: string;
  parameters: Readonly<Record<string, string>>;
  answer: z.ZodType<Answer>;
  /** What the call is about, for errors: "video 6cc3… in cn-hangzhou". */
  subject: string;
}

/** Options of a call. */
export interface CallOptions {
  /** The turn of its first attempt, if the caller has already waited for it. */
  turn?: Departure;
  /** Aborts the call while it waits for an attempt, also for the first. An attempt under way is not interrupted. */
  signal?: AbortSignal | undefined;
}

/**
 * Waits until one call may be made.
 *
 * @param again The call was sent before and failed. It goes before new calls, because its deadline is running.
 * @throws CredentialsError, ConfigurationError; the signal's reason.
 */
export async function takeTurn(
  context: CallContext,
  action: Action,
  { again = false, signal }: { again?: boolean; signal?: AbortSignal | undefined } = {},
): Promise<Departure> {
  // Before the turn, because calls with a turn would pile up while credentials are looked for.
  await context.credentials.get();
  const pacer = context.pacerFor(action);
  const turn = pacer.turn(again);
  try {
    return await unlessAborted(turn, signal);
  } catch (error) {
    // Nobody waits for the turn any more, so it is given back when it comes.
    void turn.then((departure) => pacer.ended(departure, "failed"));
    throw error;
  }
}

/**
 * Makes a call: waits for its turn, signs, sends, and tries again where that makes sense, within a deadline that starts
 * with the first attempt.
 *
 * @throws CallError with the whole story, CredentialsError, ConfigurationError; the signal's reason.
 */
export async function makeCall<Answer>(
  context: CallContext,
  call: Call<Answer>,
  { turn, signal }: CallOptions = {},
): Promise<Answer> {
  const { clock } = context;
  const pacer = context.pacerFor(call.action);
  const failures = new Map<RetryClass, number>();
  let departure = turn ?? (await takeTurn(context, call.action, { signal }));
  const startedAt = clock.now();
  for (let attempts = 1; ; attempts += 1) {
    const attempt = await attemptCall(context, call, { departure, startedAt, signal });
    if (attempt.ok) return attempt.answer;
    const { error, credentials } = attempt;
    const isNews = error.retry !== "throttled" || pacer.throttled(departure, error.retryAfterMs);
    failures.set(error.retry, (failures.get(error.retry) ?? 0) + 1);
    const elapsedMs = clock.now() - startedAt;
    const failed = { error, attempt: failures.get(error.retry) ?? 1, elapsedMs };
    const decision = await decide(context, failed, credentials);
    if (!decision.retry) {
      const story = { action: call.action, cause: error, attempts, elapsedMs, reason: decision.reason };
      throw new CallError({ ...story, fix: context.advise(error.advice) }, call.subject);
    }
    if (isNews && decision.delayMs > 1000) context.tellOfWait(call.action, decision.delayMs, error.message);
    await unlessAborted(clock.sleep(decision.delayMs), signal);
    departure = await takeTurn(context, call.action, { again: true, signal });
  }
}

/** The result of one attempt. Only failures of the call itself are results; other errors are thrown. */
type Attempt<Answer> =
  | { ok: true; answer: Answer }
  | { ok: false; error: AttemptError; credentials: Credentials };

async function attemptCall<Answer>(
  context: CallContext,
  call: Call<Answer>,
  {
    departure,
    startedAt,
    signal,
  }: { departure: Departure; startedAt: number; signal: AbortSignal | undefined },
): Promise<Attempt<Answer>> {
  let credentials: Credentials | undefined;
  let outcome: "answered" | "failed" = "failed";
  try {
    signal?.throwIfAborted();
    credentials = await context.credentials.get();
    const answer = await send(context, call, credentials, startedAt);
    outcome = "answered";
    return { ok: true, answer };
  } catch (error) {
    if (!(error instanceof AttemptError) || credentials === undefined) throw error;
    return { ok: false, error, credentials };
  } finally {
    context.pacerFor(call.action).ended(departure, outcome);
  }
}

async function decide(
  { credentials: provider, chance }: CallContext,
  { error, attempt, elapsedMs }: { error: AttemptError; attempt: number; elapsedMs: number },
  refused: Credentials,
): Promise<RetryDecision> {
  const { retry, retryAfterMs } = error;
  if (retry === "credentials" && !(await canRenew(provider, refused)))
    return { retry: false, reason: "the source of the credentials has no others" };
  return decideRetry({ retry, retryAfterMs, attempt, elapsedMs }, chance.random);
}

/** Whether there are other credentials than those that the service refused. @throws CredentialsError if there are none. */
async function canRenew(provider: CredentialsProvider, refused: Credentials): Promise<boolean> {
  provider.invalidate(refused);
  const found = await provider.get();
  return (
    found.accessKeyId !== refused.accessKeyId ||
    found.accessKeySecret !== refused.accessKeySecret ||
    found.securityToken !== refused.securityToken
  );
}

async function send<Answer>(
  { transport, userAgent, clock, chance, endpointFor }: CallContext,
  call: Call<Answer>,
  credentials: Credentials,
  startedAt: number,
): Promise<Answer> {
  const signed = signedRequest(call, credentials, endpointFor(call.region), {
    date: clock.date(),
    nonce: chance.nonce(),
    userAgent,
  });
  const remainingMs = defaults.callDeadlineMs - (clock.now() - startedAt);
  const timeoutMs = Math.ceil(Math.max(leastAttemptMs, Math.min(defaults.attemptTimeoutMs, remainingMs)));
  const answer = await transport({ ...signed, timeoutMs });
  const { accessKeySecret, securityToken = "" } = credentials;
  // The cover may be a secret of the program, and a set records what the service said.
  return readAnswer(answer, call.answer, [accessKeySecret, securityToken, call.parameters["CoverURL"] ?? ""]);
}

/** The request on the wire: parameters in the query, an empty body, everything else in headers, as the official SDK does. */
function signedRequest(
  { action, region, parameters }: Pick<Call<unknown>, "action" | "region" | "parameters">,
  credentials: Credentials,
  endpoint: Endpoint,
  { date, nonce, userAgent }: { date: Date; nonce: string; userAgent: string },
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
