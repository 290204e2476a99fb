import { XMLBuilder } from "fast-xml-parser";
import type { WireObject } from "./actions/action";
import type { AnswerFormat, Call } from "./call";
import type { ServiceError } from "./serviceError";

/** What goes back over the wire. */
export interface Answer {
  status: number;
  /** The service's code, or `OK`; for the request log. */
  code: string;
  headers: Readonly<Record<string, string>>;
  body: string;
  /** Sends only half of the body at once, and the rest after so many milliseconds. Default: all at once. */
  secondHalfAfterMs?: number;
}

const contentTypes: Readonly<Record<AnswerFormat, string>> = {
  JSON: "application/json;charset=utf-8",
  // To the letter: the official SDK reads an error in XML only under this content type.
  XML: "text/xml;charset=utf-8",
};

/** The answer to a call that succeeded. */
export function successAnswer(call: Call, result: WireObject): Answer {
  const body = render(call.format, `${call.action ?? ""}Response`, { ...result, RequestId: call.requestId });
  return { status: 200, code: "OK", headers: commonHeaders(call), body };
}

/**
 * The answer to a call that was refused: the gateway's error envelope.
 *
 * @param statusOf HTTP statuses by code, which replace the error's own
 */
export function errorAnswer(
  call: Call,
  error: ServiceError,
  statusOf: Readonly<Record<string, number>>,
): Answer {
  const envelope = {
    ...errorFields(call, error.code, error.message),
    Recommend: `https://api.aliyun.com/troubleshoot?q=${error.code}&product=Mts&requestId=${call.requestId}`,
    AccessDeniedDetail: error.accessDeniedDetail === undefined ? undefined : { ...error.accessDeniedDetail },
  };
  const headers = commonHeaders(call);
  if (error.retryAfterMs !== undefined) {
    headers["x-acs-retry-after"] = String(error.retryAfterMs);
  }
  return {
    status: statusOf[error.code] ?? error.status,
    code: error.code,
    headers,
    body: render(call.format, "Error", envelope),
  };
}

/** An error code in the body of a success, where none belongs. */
export function codeInSuccessAnswer(call: Call, code: string, message: string): Answer {
  const body = render(call.format, `${call.action ?? ""}Response`, errorFields(call, code, message));
  return { status: 200, code, headers: commonHeaders(call), body };
}

/** An answer whose RequestId is a number. */
export function withNumericRequestId(answer: Answer, { requestId, format }: Call): Answer {
  const written = format === "JSON" ? JSON.stringify(requestId) : requestId;
  return { ...answer, body: answer.body.replace(written, String(Number.parseInt(requestId, 16))) };
}

function errorFields(call: Call, code: string, message: string): WireObject {
  return {
    RequestId: call.requestId,
    HostId: `mts.${call.region}.aliyuncs.com`,
    Code: code,
    Message: message,
  };
}

function commonHeaders(call: Call): Record<string, string> {
  return { "content-type": contentTypes[call.format], "x-acs-request-id": call.requestId };
}

/** Lists become repeated elements in XML. JSON has no name for the root. */
function render(format: AnswerFormat, root: string, body: WireObject): string {
  if (format === "JSON") {
    return JSON.stringify(body);
  }
  return `<?xml version="1.0" encoding="UTF-8"?>${new XMLBuilder().build({ [root]: body })}`;
}
