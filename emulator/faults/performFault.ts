import { codeInSuccessAnswer, withNumericRequestId, type Answer } from "../answer";
import type { Call } from "../call";
import { errorTable } from "../errorCodes";
import { ServiceError } from "../serviceError";
import type { ErrorFault, Fault } from "./fault";

/** What happens to a request: an answer, a reset connection, or nothing. */
export type Outcome = Answer | "reset" | "hang";

const badGatewayPage =
  "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n" +
  "<center><h1>502 Bad Gateway</h1></center>\r\n</body>\r\n</html>\r\n";

/**
 * Lets a fault happen to a call.
 *
 * @param work does what the call asks for and returns the right answer
 * @param delay waits for the latency, and for a random time up to the jitter
 * @throws ServiceError for a fault of kind `error`, and whatever `work` throws
 */
export async function performFault(
  fault: Fault,
  call: Call,
  work: () => Promise<Answer>,
  delay: (latencyMs: number, jitterMs?: number) => Promise<void>,
): Promise<Outcome> {
  switch (fault.kind) {
    case "error":
      throw faultError(fault);
    case "answer":
      return createAnswer(fault.status, fault.body ?? "", fault.headers ?? {});
    case "htmlPage":
      return createAnswer(502, badGatewayPage, { "content-type": "text/html" });
    case "codeInSuccess":
      return codeInSuccessAnswer(call, fault.code, fault.message ?? defaultMessage);
    case "hang":
      return "hang";
    case "resetBefore":
      return "reset";
    case "resetAfter":
      await work();
      return "reset";
    case "empty":
      return { ...(await work()), body: "" };
    case "truncated":
      return firstHalf(await work());
    case "numericRequestId":
      return withNumericRequestId(await work(), call);
    case "slowBody":
      return { ...(await work()), secondHalfAfterMs: fault.latencyMs };
    case "latency":
      try {
        return await work();
      } finally {
        await delay(fault.latencyMs, fault.jitterMs);
      }
    default:
      throw new TypeError(`there is no such fault: ${JSON.stringify(fault)}`);
  }
}

const defaultMessage = "A fault that was asked for.";

function faultError({ code, message, status, retryAfterMs }: ErrorFault): ServiceError {
  const row = Object.entries(errorTable).find(([known]) => known === code)?.[1];
  return new ServiceError({
    code,
    message: message ?? row?.message.replace("%s", "").trim() ?? defaultMessage,
    status: status ?? row?.status ?? 400,
    retryAfterMs,
  });
}

function createAnswer(status: number, body: string, headers: Readonly<Record<string, string>>): Answer {
  return { status, code: `HTTP ${status}`, headers, body };
}

function firstHalf(answer: Answer): Answer {
  return { ...answer, body: answer.body.slice(0, Math.floor(answer.body.length / 2)) };
}
