import { XMLParser } from "fast-xml-parser";
import { z } from "zod";
import { maskSecrets } from "../cover/redact";
import { ServiceError, UnexpectedAnswerError } from "./errors";
import type { HttpAnswer } from "./ports";

/** Only for people who report a problem, so a value of another form counts as none. */
const requestId = z.string().nullish().catch(undefined);

/**
 * The service's error, in JSON or XML. Other fields come and go (HostId, Recommend, AccessDeniedDetail) and are ignored.
 */
const errorEnvelope = z.object({
  Code: z.string().min(1),
  Message: z.string().nullish(),
  RequestId: requestId,
});

/** A field that the service leaves out, or sends as null, when it has nothing to say. */
const optionalText = z
  .string()
  .nullish()
  .transform((text) => text ?? "");

/** A number, which the service writes as a text ("7.965000"). Anything else counts as missing. */
const optionalNumber = z
  .union([z.string(), z.number()])
  .nullish()
  .transform((value) => {
    const number = value === "" || typeof value !== "string" ? value : Number(value);
    return typeof number === "number" && Number.isFinite(number) && number >= 0 ? number : undefined;
  });

/** One video of an answer. */
const media = z.object({
  MediaId: z.string(),
  Title: optionalText,
  CoverURL: optionalText,
  PublishState: optionalText,
  Duration: optionalNumber,
  Size: optionalNumber,
  File: z.object({ URL: optionalText }).nullish(),
});

/** A list of an answer, in an object of its own. */
const texts = z.array(z.string()).nullish();

/**
 * The answer of QueryMediaList, and that of QueryMediaListByURL. The lists are absent, `{}` or empty when there is nothing
 * in them.
 */
export const queryMediaAnswer = z.object({
  MediaList: z.object({ Media: z.array(media).nullish() }).nullish(),
  NonExistMediaIds: z.object({ MediaId: texts }).nullish(),
  NonExistFileURLs: z.object({ FileURL: texts }).nullish(),
});

/** The answer of UpdateMediaCover: only that it was done. */
export const updateMediaCoverAnswer = z.object({ RequestId: requestId });

/** A snapshot job of an answer. */
const snapshotJob = z.object({
  Id: z.string().min(1),
  State: z.string(),
  Code: optionalText,
  Message: optionalText,
  PipelineId: optionalText,
});

/** SubmitSnapshotJob's answer. */
export const submitSnapshotJobAnswer = z.object({ SnapshotJob: snapshotJob });

/** QuerySnapshotJobList's answer; lists as in that of QueryMediaList. */
export const querySnapshotJobListAnswer = z.object({
  SnapshotJobList: z.object({ SnapshotJob: z.array(snapshotJob).nullish() }).nullish(),
  NonExistSnapshotJobIds: z.object({ String: texts }).nullish(),
});

/** QueryPipelineList's answer; lists as in that of QueryMediaList. */
export const queryPipelineListAnswer = z.object({
  PipelineList: z
    .object({ Pipeline: z.array(z.object({ Id: z.string(), State: z.string() })).nullish() })
    .nullish(),
});

/**
 * Reads an answer of the service.
 *
 * @param shape What a good answer looks like; unknown fields are allowed.
 * @param secrets Texts that must not appear in an error, even if the service repeats them.
 * @throws ServiceError when the service answered with an error code, at any HTTP status.
 * @throws UnexpectedAnswerError when the answer is not the service's.
 */
export function readAnswer<T>(answer: HttpAnswer, shape: z.ZodType<T>, secrets: readonly string[]): T {
  const content = parseBody(answer);
  const mask = (text: string): string => maskSecrets(text, secrets);
  const failed = errorEnvelope.safeParse(content);
  if (failed.success) throw serviceError(failed.data, answer, mask);
  const succeeded = answer.statusCode >= 200 && answer.statusCode <= 299;
  if (content === undefined || !succeeded) throw unexpected(answer, describe(answer.body, mask));
  const parsed = shape.safeParse(content);
  if (parsed.success) return parsed.data;
  throw unexpected(answer, `an answer of another form (${mask(z.prettifyError(parsed.error))})`);
}

function serviceError(
  { Code, Message, RequestId }: z.infer<typeof errorEnvelope>,
  answer: HttpAnswer,
  mask: (text: string) => string,
): ServiceError {
  return new ServiceError({
    code: mask(Code),
    message: cut(mask(Message ?? "no message"), 500),
    statusCode: answer.statusCode,
    requestId: RequestId == null ? undefined : mask(RequestId),
    retryAfterMs: retryAfterMs(answer),
  });
}

/** `x-acs-retry-after` is in milliseconds, the common `retry-after` in seconds. */
function retryAfterMs({ headers }: HttpAnswer): number | undefined {
  const milliseconds = wholeNumber(headers["x-acs-retry-after"]);
  if (milliseconds !== undefined) return milliseconds;
  const seconds = wholeNumber(headers["retry-after"]);
  return seconds === undefined ? undefined : seconds * 1000;
}

function wholeNumber(header: string | string[] | undefined): number | undefined {
  return typeof header === "string" && /^\d{1,9}$/.test(header) ? Number(header) : undefined;
}

/** The parsed body; `undefined` where it is neither JSON nor XML of the service. */
function parseBody({ body }: HttpAnswer): unknown {
  const text = body.trim();
  if (text.startsWith("<")) return parseXml(text);
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function parseXml(text: string): unknown {
  try {
    const parser = new XMLParser({ ignoreAttributes: true, parseTagValue: false, processEntities: true });
    const document = z.object({ Error: z.unknown() }).safeParse(parser.parse(text));
    return document.success ? document.data.Error : undefined;
  } catch {
    return undefined;
  }
}

/** An answer that broke off, or a failing gateway, may be right the next time. The page of another server will not. */
function unexpected(answer: HttpAnswer, detail: string): UnexpectedAnswerError {
  const passing = answer.statusCode >= 500 || answer.statusCode === 429 || isCutShort(answer);
  return new UnexpectedAnswerError(
    `HTTP ${answer.statusCode} with ${detail} instead of an answer of MPS`,
    passing ? (answer.statusCode === 429 ? "throttled" : "temporary") : "never",
    "checkEndpoint",
    retryAfterMs(answer),
  );
}

function isCutShort({ statusCode, body }: HttpAnswer): boolean {
  const text = body.trim();
  return (
    statusCode >= 200 && statusCode <= 299 && (text === "" || (text.startsWith("{") && !text.endsWith("}")))
  );
}

function describe(body: string, mask: (text: string) => string): string {
  const text = mask(body.slice(0, describedCharacters)).trim();
  if (text === "") return "an empty body";
  return `${text.startsWith("<") ? "a page" : "a text"} (${JSON.stringify(cut(text.replaceAll(/\s+/g, " "), 60))})`;
}

/** What is searched for secrets; much more than is shown. */
const describedCharacters = 10_000;

function cut(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length)}…`;
}
