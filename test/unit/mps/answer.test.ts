import { describe, expect, it } from "vitest";
import { queryMediaAnswer, readAnswer, updateMediaCoverAnswer } from "../../../provider/mps/answer";
import { type AttemptError, ServiceError, UnexpectedAnswerError } from "../../../provider/mps/errors";
import type { HttpAnswer } from "../../../provider/mps/ports";

const answerOf = (statusCode: number, body: unknown, headers: HttpAnswer["headers"] = {}): HttpAnswer => ({
  statusCode,
  headers,
  body: typeof body === "string" ? body : JSON.stringify(body),
});

/** What reading an answer throws. */
function failureOf(answer: HttpAnswer, secrets: string[] = []): AttemptError {
  try {
    readAnswer(answer, updateMediaCoverAnswer, secrets);
  } catch (error) {
    if (error instanceof ServiceError || error instanceof UnexpectedAnswerError) return error;
    throw error;
  }
  return expect.fail("nothing was thrown");
}

const throttled = {
  RequestId: "R-1",
  HostId: "h",
  Code: "Throttling.User",
  Message: "slow down",
  Recommend: "https://x",
};

describe("a good answer", () => {
  it.each([
    ["nothing but its id", { RequestId: "R" }],
    ["fields that are new", { RequestId: "R", New: { Field: 1 } }],
    ["its id as null", { RequestId: null }],
    ["its id as a number", { RequestId: 12 }],
    ["nothing at all", {}],
  ])("is taken with %s", (_what, body) => {
    expect(() => readAnswer(answerOf(200, body), updateMediaCoverAnswer, [])).not.toThrow();
  });

  it.each([
    ["absent", {}],
    ["null", { NonExistMediaIds: null, MediaList: null }],
    ["empty", { NonExistMediaIds: {}, MediaList: {} }],
    ["with empty lists", { NonExistMediaIds: { MediaId: [] }, MediaList: { Media: [] } }],
    ["with null for lists", { NonExistMediaIds: { MediaId: null }, MediaList: { Media: null } }],
  ])("may have its lists %s", (_what, body) => {
    const answer = readAnswer(answerOf(200, body), queryMediaAnswer, []);
    expect([answer.MediaList?.Media ?? [], answer.NonExistMediaIds?.MediaId ?? []]).toEqual([[], []]);
  });

  it("gives empty texts for what the service leaves out or sends as null", () => {
    const body = { MediaList: { Media: [{ MediaId: "m", CoverURL: null, CateId: 0, File: null }] } };
    expect(readAnswer(answerOf(200, body), queryMediaAnswer, []).MediaList?.Media).toEqual([
      {
        MediaId: "m",
        Title: "",
        CoverURL: "",
        PublishState: "",
        Duration: undefined,
        Size: undefined,
        File: null,
      },
    ]);
  });
});

describe("a number of a good answer", () => {
  it.each([
    ["7.965000", 7.965],
    [7.965, 7.965],
    ["0", 0],
    ["", undefined],
    [null, undefined],
    [undefined, undefined],
    ["unknown", undefined],
    ["-1", undefined],
  ])("%j is %j", (Duration, expected) => {
    const body = { MediaList: { Media: [{ MediaId: "m", Duration }] } };
    const [media] = readAnswer(answerOf(200, body), queryMediaAnswer, []).MediaList?.Media ?? [];
    expect(media?.Duration).toBe(expected);
  });
});

describe("an error of the service", () => {
  it.each([
    ["in JSON", answerOf(400, throttled)],
    [
      "in XML",
      answerOf(
        400,
        '<?xml version="1.0"?><Error><RequestId>R-1</RequestId><HostId>h</HostId><Code>Throttling.User</Code><Message>slow down</Message></Error>',
      ),
    ],
    ["with HTTP 200", answerOf(200, throttled)],
  ])("is known %s", (_what, answer) => {
    const failure = failureOf(answer);
    expect(failure).toBeInstanceOf(ServiceError);
    expect(failure).toMatchObject({ code: "Throttling.User", requestId: "R-1", retry: "throttled" });
    expect(failure.message).toBe(`Throttling.User: slow down (HTTP ${answer.statusCode}, request id R-1)`);
  });

  it.each([
    [{ "x-acs-retry-after": "1500" }, 1500],
    [{ "retry-after": "2" }, 2000],
    [{ "retry-after": "Wed, 21 Oct 2026 07:28:00 GMT" }, undefined],
    [{ "x-acs-retry-after": "soon" }, undefined],
    [{}, undefined],
  ])("with headers %j asks to wait %s ms", (headers, retryAfterMs) => {
    expect(failureOf(answerOf(400, throttled, headers)).retryAfterMs).toBe(retryAfterMs);
  });

  it.each([null, 12, undefined])("is known without words, and with %j for an id", (RequestId) => {
    expect(failureOf(answerOf(400, { Code: "Throttling.User", Message: null, RequestId }))).toMatchObject({
      retry: "throttled",
      message: "Throttling.User: no message (HTTP 400)",
    });
  });

  it("never repeats a secret, even if the service does", () => {
    const Message = "your token hush-token and secret hush-secret do not match";
    const { message } = failureOf(answerOf(400, { Code: "SignatureDoesNotMatch", Message }), [
      "hush-secret",
      "hush-token",
      "",
    ]);
    expect(message).toBe("SignatureDoesNotMatch: your token *** and secret *** do not match (HTTP 400)");
  });
});

describe("an answer that is not the service's", () => {
  it.each([
    [
      "a gateway's page",
      answerOf(502, "<html><body>Bad Gateway</body></html>"),
      "temporary",
      'HTTP 502 with a page ("<html><body>Bad Gateway</body></html>")',
    ],
    [
      "another server's page",
      answerOf(404, "<html>not here</html>"),
      "never",
      'HTTP 404 with a page ("<html>not here</html>")',
    ],
    [
      "a page with HTTP 200",
      answerOf(200, "<!doctype html><p>log in"),
      "never",
      'HTTP 200 with a page ("<!doctype html><p>log in")',
    ],
    [
      "XML of another service",
      answerOf(403, "<Fault><Code>X</Code></Fault>"),
      "never",
      "HTTP 403 with a page",
    ],
    ["XML that is not", answerOf(503, "<Error><Code>"), "temporary", "HTTP 503 with a page"],
    ["nothing", answerOf(200, ""), "temporary", "HTTP 200 with an empty body"],
    ["half an answer", answerOf(200, '{"RequestId":"R","Medi'), "temporary", "HTTP 200 with a text"],
    ["a redirect", answerOf(302, ""), "never", "HTTP 302 with an empty body"],
    [
      "too many requests by somebody between",
      answerOf(429, "busy"),
      "throttled",
      'HTTP 429 with a text ("busy")',
    ],
    ["JSON of another kind", answerOf(200, "[1]"), "never", "HTTP 200 with an answer of another form"],
    ["a redirect with something in it", answerOf(307, {}), "never", "HTTP 307 with a text"],
    ["an error without a code", answerOf(400, { Message: "no" }), "never", "HTTP 400 with a text"],
  ])("%s is said to be so", (_what, answer, retry, message) => {
    const failure = failureOf(answer);
    expect(failure).toBeInstanceOf(UnexpectedAnswerError);
    expect(failure).toMatchObject({
      code: "UnexpectedAnswer",
      retry,
      message: expect.stringContaining(message),
    });
  });

  it("may ask to wait all the same", () => {
    expect(failureOf(answerOf(429, "busy", { "retry-after": "7" })).retryAfterMs).toBe(7000);
  });

  it("is shown without secrets", () => {
    expect(failureOf(answerOf(502, "<p>your token is hush-token"), ["hush-token"]).message).not.toContain(
      "hush",
    );
  });

  it("is shown in part only", () => {
    expect(failureOf(answerOf(502, "<".padEnd(9999, "x"))).message.length).toBeLessThan(200);
  });
});
