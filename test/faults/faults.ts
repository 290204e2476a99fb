import type { Fault } from "../../emulator/index";
import { errorCodes, type RetryClass } from "../../provider/mps/errorCodes";

/** How often a fault happens before all is well again. */
export const repetitions = { once: 1, thrice: 3, always: Infinity } as const;
export type Repetition = keyof typeof repetitions;

/**
 * What a step comes to while a fault happens.
 * - `right`: the end that the program wants, as if nothing had been.
 * - `error`: an error that says what to do; what is recorded is true, and the same step, once the fault is over, leads to
 *   the right end.
 * - `gone`: the service says definitely that the video does not exist, and is believed: what needs the video fails with an
 *   error, a refresh drops it, a delete has nothing left to do.
 */
export type Outcome = "right" | "error" | "gone";

/**
 * Where a fault happens: to a step of a cover, a set or a snapshot, or to a lookup; to its look at the video, or to its
 * write. A snapshot has no write: it submits a job, asks for one that has not ended, and may ask for the pipeline.
 */
export interface Place {
  of: "cover" | "set" | "snapshot" | "lookup";
  step: "create" | "update" | "read" | "delete" | "by id" | "by file";
  call: "look" | "write" | "submit" | "poll" | "pipeline";
}

/** What is expected of one class of faults: of places that several rows fit, the last one says it. */
export interface Expectation {
  /** Where this row holds. Default: everywhere. */
  where?: Partial<Place>;
  outcome: Partial<Record<Repetition, Outcome>>;
  /** Why, for the docs. */
  because: string;
}

/** One thing that goes wrong, and how it is made. */
export type Cause =
  /** The emulator does it. */
  | { fault: Fault; probability?: number }
  /** The request goes to another origin. */
  | { origin: string }
  /** It comes over TLS, which the emulator does not speak. */
  | { overTls: true };

/** A class of faults: they differ in how they look, not in what comes of them. */
export interface FaultClass {
  name: string;
  /** The first stands for all of them in the short form. */
  causes: Readonly<Record<string, Cause>>;
  /** An attempt ends by its timeout only. */
  isSlow?: true;
  expected: readonly [Expectation & { outcome: Record<Repetition, Outcome> }, ...Expectation[]];
}

const all = (once: Outcome, thrice: Outcome, always: Outcome, because: string) => ({
  outcome: { once, thrice, always },
  because,
});
/** The reads of a set travel together, and a refusal of one video must not become that of others. */
const askedOneByOne: Expectation = {
  where: { of: "set", call: "look" },
  outcome: { once: "right" },
  because: "in a set, each video is then read alone",
};
/** Whether the work was done is seen when one looks. */
const lookedAfter: readonly Expectation[] = [
  {
    where: { call: "write" },
    outcome: { always: "right" },
    because: "a look afterwards shows that the cover is set",
  },
  {
    where: { call: "write", step: "delete" },
    outcome: { always: "error" },
    because: "a delete does not look, and the next one finds that the cover is no longer ours",
  },
];
/** What is not there is another thing than the video. */
const otherIsGone: readonly Expectation[] = [
  {
    where: { call: "submit" },
    ...all("error", "error", "error", "in a submission, the source file is meant"),
  },
  { where: { call: "poll" }, ...all("error", "error", "error", "of a job, the service has forgotten it") },
];
/** Whether the pipeline is paused only says why a job waits. */
const pipelineIsExtra: Expectation = {
  where: { call: "pipeline" },
  ...all("right", "right", "right", "the job is waited for, whatever is known of its pipeline"),
};
const answer = (status: number, body = ""): Cause => ({ fault: { kind: "answer", status, body } });
const throttling: Fault = { kind: "error", code: "Throttling.User" };

/** Error codes that the documentation lists, by what they come to. */
const codes = (fits: (code: string, retry: RetryClass) => boolean): Record<string, Cause> =>
  Object.fromEntries(
    Object.entries(errorCodes)
      .filter(([code, { retry }]) => fits(code, retry))
      .map(([code]) => [code, { fault: { kind: "error", code } }]),
  );
const isGone = (code: string): boolean => errorCodes[code]?.mediaIsGone === true;
/** The service refuses a value of the call; of several videos that are asked for together, it is asked again one by one. */
const isAboutValue = (code: string): boolean => code.startsWith("InvalidParameter");

/** Said of a picture that does not come while the call lasts. */
const tooLong = "SnapshotTimeOut";

const notHelped = "trying again would not help";
const sixTimes = "tried six times in some seconds";

/** Longer than any attempt, which may take 10 s. */
const tooLateMs = 60_000;

export const faultClasses: readonly FaultClass[] = [
  {
    name: "the service says that the video does not exist",
    causes: codes(isGone),
    expected: [all("gone", "gone", "gone", "a definite answer"), askedOneByOne, ...otherIsGone],
  },
  {
    name: "the service refuses a value",
    causes: codes((code, retry) => retry === "never" && isAboutValue(code) && !isGone(code)),
    expected: [all("error", "error", "error", notHelped), askedOneByOne],
  },
  {
    name: "the service refuses the account, the key, the action or the endpoint",
    causes: codes(
      (code, retry) => retry === "never" && !isAboutValue(code) && !isGone(code) && code !== tooLong,
    ),
    expected: [all("error", "error", "error", notHelped)],
  },
  {
    name: "a picture takes the service too long",
    causes: codes((code) => code === tooLong),
    expected: [
      all("error", "error", "error", notHelped),
      {
        where: { call: "submit" },
        outcome: { once: "right" },
        because: "in a submission, a job is submitted instead, and polled",
      },
    ],
  },
  {
    name: "the service wants another key, and the sources have none",
    causes: codes((_code, retry) => retry === "credentials"),
    expected: [
      all("error", "error", "error", "the sources are searched once more, then the error is reported"),
    ],
  },
  {
    name: "the nonce was used",
    causes: codes((_code, retry) => retry === "nonce"),
    expected: [all("right", "right", "error", "signed anew, four times at most")],
  },
  {
    name: "the service fails",
    causes: {
      ...codes((_code, retry) => retry === "temporary"),
      "HTTP 500": answer(500),
      "HTTP 502, a page": { fault: { kind: "htmlPage" } },
      "HTTP 503": answer(503),
      "HTTP 200 with the code InternalError": { fault: { kind: "codeInSuccess", code: "InternalError" } },
    },
    expected: [all("right", "right", "error", sixTimes)],
  },
  {
    name: "the answer is lost, the work is done",
    causes: {
      "reset after": { fault: { kind: "resetAfter" } },
      "an empty answer": { fault: { kind: "empty" } },
      "half an answer": { fault: { kind: "truncated" } },
    },
    expected: [all("right", "right", "error", sixTimes), ...lookedAfter],
  },
  {
    name: "the answer is late, the work is done",
    causes: {
      "slow headers": { fault: { kind: "latency", latencyMs: tooLateMs } },
      "slow body": { fault: { kind: "slowBody", latencyMs: tooLateMs } },
    },
    isSlow: true,
    expected: [all("right", "right", "error", "an attempt may take 10 s, a call 60 s"), ...lookedAfter],
  },
  {
    name: "no answer ever comes",
    causes: { hang: { fault: { kind: "hang" } } },
    isSlow: true,
    expected: [all("right", "right", "error", "an attempt may take 10 s, a call 60 s")],
  },
  {
    name: "there is no connection",
    causes: {
      "reset before": { fault: { kind: "resetBefore" } },
      refused: { origin: "http://127.0.0.1:1" },
      // Longer than a name can be: refused by the resolver of this machine, which asks nobody.
      "the name is not known": { origin: `https://${"a".repeat(64)}.invalid` },
    },
    expected: [all("right", "right", "error", sixTimes)],
  },
  {
    name: "the connection is not secure",
    causes: { "no TLS": { overTls: true } },
    expected: [all("error", "error", "error", notHelped)],
  },
  {
    name: "the answer's RequestId is a number",
    causes: { "RequestId 12": { fault: { kind: "numericRequestId" } } },
    expected: [all("right", "right", "right", "the id is shown in errors only")],
  },
  {
    name: "the account makes too many calls",
    causes: {
      ...codes((_code, retry) => retry === "throttled"),
      "Throttling.User, HTTP 429": { fault: { ...throttling, status: 429, retryAfterMs: 700 } },
    },
    expected: [all("right", "right", "error", "waits and slows down, for 60 s at most")],
  },
  {
    name: "1 % of the calls are too many",
    causes: { "1 %": { fault: throttling, probability: 0.01 } },
    expected: [all("right", "right", "right", "waits and slows down")],
  },
  {
    name: "10 % of the calls are too many",
    causes: { "10 %": { fault: throttling, probability: 0.1 } },
    expected: [all("right", "right", "right", "waits and slows down")],
  },
  {
    name: "90 % of the calls are too many",
    causes: { "90 %": { fault: throttling, probability: 0.9 } },
    expected: [
      all("right", "right", "right", "waits and slows down, for 60 s at most"),
      {
        where: { of: "set", call: "write" },
        outcome: { always: "error" },
        because: "the four writes are refused for longer than 60 s",
      },
    ],
  },
];

/** The outcome that is stated for a class of faults at a place. */
export function expectedOutcome({ expected }: FaultClass, place: Place, repetition: Repetition): Outcome {
  const fits = ({ where = {}, outcome }: Expectation): boolean =>
    outcome[repetition] !== undefined &&
    (where.of ?? place.of) === place.of &&
    (where.step ?? place.step) === place.step &&
    (where.call ?? place.call) === place.call;
  return (
    [...expected, pipelineIsExtra].findLast(fits)?.outcome[repetition] ?? expected[0].outcome[repetition]
  );
}
